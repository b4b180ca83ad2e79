import { Inject, Injectable } from '@nestjs/common';
import type { Position } from '../domain/kernel/event.js';

export const PROJECTION_STATES = ['LIVE', 'CATCHING_UP', 'REBUILDING', 'STALLED'] as const;

/** A build of a view aside, which will take the running one's place. */
export interface ProjectionBuild {
  readonly version: number;
  /** Hash of the code that makes it. */
  readonly codeHash: string;
  /** When it was begun; null: by a version that did not note it. */
  readonly startedAt: string | null;
  /** How far it has come; empty: nothing is in it. */
  readonly position: Position;
  /** Of the code that this process runs; another version of the program makes others. */
  readonly isOwn: boolean;
  /** Nobody is at it, and no process runs that will be. It serves nobody, and a rebuild takes its place. */
  readonly isAbandoned: boolean;
}

/** How far one view has taken in the log. STALLED: it does not advance though there is something to take in, or it is
 * ahead of the log and so another log's, or another version of the program switched it to a build of its own, which this one cannot go on with. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: (typeof PROJECTION_STATES)[number];
  /** Everything up to here is in the view. */
  readonly position: Position;
  /** Where the log stands. */
  readonly head: Position;
  /** Events between the two, counted up to 10,000. */
  readonly behind: number;
  /** Keys with an event that could not be folded, counted up to 1,000. */
  readonly parked: number;
  /** Null: none is made. */
  readonly building: ProjectionBuild | null;
}

/** An event that a projection could not fold; `waiting` counts the later events of the same key behind it. */
export interface ParkedEvent {
  readonly projection: string;
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly position: Position;
  readonly reason: string;
  readonly waiting: number;
}

/** Which parked events are meant; all when a part is absent. */
export interface ParkedFilter {
  readonly projection?: string;
  readonly key?: string;
}

/** An unknown view is NOT_FOUND. */
export interface ParkedEvents {
  list(filter: ParkedFilter): Promise<readonly ParkedEvent[]>;
  /** Folds them again, with what waits behind, by a rebuild where documents are made of others; returns how many keys are no longer parked and how many still are. */
  replay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  /** Gives the culprits up for good, in every later build as well, and folds what waits behind them; returns how many were dropped. */
  drop(filter: ParkedFilter): Promise<{ readonly dropped: number }>;
}

/** Where the answer to "has my write reached the view yet?" comes from: the projector, in whatever process it runs. */
export interface ProjectionStatusSource {
  status(): Promise<readonly ProjectionStatus[]>;
  /** Builds a view beside the running one and switches over. */
  rebuild(name: string, onProgress: (progress: { readonly done: number }) => void): Promise<void>;
  readonly parked: ParkedEvents;
}

/** Injects the ProjectionStatusSource. */
export const PROJECTION_STATUS = Symbol('ProjectionStatusSource');

/** Question 5: has my write reached the view yet? */
@Injectable()
export class AskProjectionStatus {
  constructor(@Inject(PROJECTION_STATUS) private readonly source: ProjectionStatusSource) {}

  async execute(): Promise<readonly ProjectionStatus[]> {
    return this.source.status();
  }
}
