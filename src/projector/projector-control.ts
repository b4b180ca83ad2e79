import type { Position } from '../domain/kernel/event.js';
import type { ParkedEvents, ProjectionStatus } from '../queries/projection-status.js';

/** A view compared with a fresh fold of the log up to the view's own checkpoint. */
export interface VerifyReport {
  readonly name: string;
  readonly documents: number;
  readonly different: number;
  /** Key of the first document that differs. */
  readonly firstDifference: string | null;
}

export interface RebuildProgress {
  readonly name: string;
  /** Events read so far. How many there are is not known beforehand: EventStoreDB counts bytes. */
  readonly done: number;
}

/** What the shell may ask of the projector. An unknown `name` is NOT_FOUND. */
export interface ProjectorControl {
  status(): Promise<readonly ProjectionStatus[]>;
  /** Builds the view (all of them when absent) beside the running one and switches over; the last switch can be taken back. */
  rebuild(name?: string, onProgress?: (progress: RebuildProgress) => void, signal?: AbortSignal): Promise<void>;
  verify(name?: string, onProgress?: (progress: RebuildProgress) => void, signal?: AbortSignal): Promise<readonly VerifyReport[]>;
  /** Goes back to the view that answered before the last rebuild. ILLEGAL_MOVE when there is none. */
  rollback(name: string): Promise<void>;
  readonly parked: ParkedEvents;
  /** Resolves when every view has taken in the position; rejects with the signal's reason when it is aborted. */
  caughtUp(position: Position, signal?: AbortSignal): Promise<void>;
}
