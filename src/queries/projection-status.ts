import type { Position } from '../domain/kernel/event.js';

export const PROJECTION_STATES = ['LIVE', 'CATCHING_UP', 'REBUILDING', 'STALLED'] as const;

/** How far one view has taken in the log. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: (typeof PROJECTION_STATES)[number];
  /** Everything up to here is in the view. */
  readonly position: Position;
  /** Where the log stands. */
  readonly head: Position;
  /** Whether events wait that the view has not taken in. */
  readonly behind: boolean;
  /** Documents set aside because an event could not be folded into them. */
  readonly parked: number;
}

/** Where the answer to "has my write reached the view yet?" comes from: the projector, in whatever process it runs. */
export interface ProjectionStatusSource {
  status(): Promise<readonly ProjectionStatus[]>;
}
