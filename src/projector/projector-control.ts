import type { Position } from '../domain/kernel/event.js';
import type { ParkedEvents, ProjectionStatus } from '../queries/projection-status.js';

/** The result of comparing a view with a fresh fold of the log up to the view's own checkpoint. */
export interface VerifyReport {
  readonly name: string;
  readonly documents: number;
  readonly different: number;
  /** Key of the first document that differs. */
  readonly firstDifference: string | null;
}

export interface RebuildProgress {
  readonly name: string;
  /** Events read so far. The total is not known in advance: EventStoreDB positions count bytes. */
  readonly done: number;
}

/** The operations of the projector that the shell may call. An unknown `name` throws NOT_FOUND. */
export interface ProjectorControl {
  status(): Promise<readonly ProjectionStatus[]>;
  /** Rebuilds the view (all views without `name`) alongside the running one and switches over. The last switch can be rolled back. */
  rebuild(name?: string, onProgress?: (progress: RebuildProgress) => void, signal?: AbortSignal): Promise<void>;
  verify(name?: string, onProgress?: (progress: RebuildProgress) => void, signal?: AbortSignal): Promise<readonly VerifyReport[]>;
  /**
   * Rolls back to the build that was active before the last rebuild. Throws ILLEGAL_MOVE when there is none, or when another version of
   * the program made it.
   */
  rollback(name: string): Promise<void>;
  readonly parked: ParkedEvents;
  /** Resolves when every view has reached the position. Rejects with the signal's reason when the signal aborts. */
  caughtUp(position: Position, signal?: AbortSignal): Promise<void>;
}
