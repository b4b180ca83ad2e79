import type { Position } from '../../domain/kernel/event.js';
import type { ParkedEvent, ParkedFilter, ProjectionStatus } from '../../queries/projection-status.js';
import type { RebuildProgress, VerifyReport } from '../../projector/projector-control.js';

/** Where the thread finds the stores: addresses as `openEventLog` and `openViewStore` take them. */
export interface StoreUrls {
  readonly eventLog: string;
  readonly viewStore: string;
}

/** Work that may take long is named by a number, to tell of its progress and to stop it: neither functions nor signals cross threads. */
export type CallNumber = number;

/** What the thread offers: `ProjectorControl` in calls that can be copied from thread to thread. */
export interface ThreadCalls {
  /** Opens the stores and begins to project. Resolves when every view can be read. `written` is the memory of a WriteCount. */
  start(urls: StoreUrls, written: SharedArrayBuffer): Promise<void>;
  /** Ends the projector and closes the stores. */
  stop(): Promise<void>;
  abort(call: CallNumber): void;
  status(): Promise<readonly ProjectionStatus[]>;
  rebuild(call: CallNumber, name: string | undefined): Promise<void>;
  verify(call: CallNumber, name: string | undefined): Promise<readonly VerifyReport[]>;
  rollback(name: string): Promise<void>;
  caughtUp(call: CallNumber, position: Position): Promise<void>;
  parkedList(filter: ParkedFilter): Promise<readonly ParkedEvent[]>;
  parkedReplay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  parkedDrop(filter: ParkedFilter): Promise<{ readonly dropped: number }>;
}

/** What the thread tells by itself. */
export interface ParentCalls {
  progressed(call: CallNumber, progress: RebuildProgress): void;
}
