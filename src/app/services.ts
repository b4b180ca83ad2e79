import type { CommandRunner } from '../commands/command-runner.js';
import type { Position } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ViewStore } from '../view-store/view-store.js';
import type { Configuration } from './configuration/configuration.js';

/** How a view stands. STALLED: it does not advance though there is something to take in. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: 'LIVE' | 'CATCHING_UP' | 'REBUILDING' | 'STALLED';
  /** Taken in up to here. */
  readonly position: Position;
  /** Where the log stood at the same moment. */
  readonly head: Position;
  /** Events between the two. */
  readonly behind: number;
  /** Keys with an event that could not be folded. */
  readonly parked: number;
}

/** A view compared with a fresh fold of the log up to the view's own checkpoint. */
export interface VerifyReport {
  readonly name: string;
  readonly documents: number;
  readonly different: number;
  /** Key of the first document that differs. */
  readonly firstDifference: string | null;
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

export interface ParkedEvents {
  list(): Promise<readonly ParkedEvent[]>;
  /** Folds them again, with what waits behind; returns how many keys are no longer parked and how many still are. */
  replay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  /** Gives the culprits up and folds what waits behind them; returns how many were dropped. */
  drop(filter: ParkedFilter): Promise<{ readonly dropped: number }>;
}

export interface RebuildProgress {
  readonly name: string;
  /** Events folded so far, and how many there are to fold. */
  readonly done: number;
  readonly total: number;
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

/** All that a command of the shell or a request works with: the opened engines and what runs over them. */
export interface Services {
  readonly configuration: Configuration;
  readonly log: EventLog;
  readonly views: ViewStore;
  readonly runner: CommandRunner;
  readonly projector: ProjectorControl;
  /** Ends the projector, then the stores: nothing is written afterwards. */
  close(): Promise<void>;
}

/**
 * `openServices` of open-services.ts: opens both stores and, unless the role is `api`, starts the projector. The caller owns the embedded
 * files already (owner/). Throws LOG_UNAVAILABLE, VIEWS_UNAVAILABLE, STORE_CORRUPT, DISK_FULL, and leaves nothing open then.
 */
export type OpenServices = (configuration: Configuration) => Promise<Services>;

export interface RunningServer {
  /** Where it listens, for people: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Stops taking requests and lets those under way finish. Leaves the services open: whoever opened them closes them. */
  close(): Promise<void>;
}

/** `startServer` of start-server.ts: the HTTP side over opened services, listening when it resolves. */
export type StartServer = (services: Services) => Promise<RunningServer>;
