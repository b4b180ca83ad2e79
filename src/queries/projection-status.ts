import { Inject, Injectable } from '@nestjs/common';
import type { Position } from '../domain/kernel/event.js';

/** A build of a view in the background, which will replace the active one. */
export interface ProjectionBuild {
  readonly version: number;
  /** The hash of the code that builds it. */
  readonly codeHash: string;
  /** When it was started; null when it was started by a version that did not record this. */
  readonly startedAt: string | null;
  /** The position it has reached; empty when it has no events yet. */
  readonly position: Position;
  /** Whether it is built by the code that this process runs, and not by another version of the program. */
  readonly isOwn: boolean;
  /** No process works on it, and none will. It answers no queries, and a rebuild replaces it. */
  readonly isAbandoned: boolean;
}

/**
 * How far a view has taken in the log.
 * STALLED: it does not advance though there are events to take in; or it is ahead of the log, and so belongs to another log;
 * or another version of the program has switched it to its own build, with which this version cannot continue.
 */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: 'LIVE' | 'CATCHING_UP' | 'REBUILDING' | 'STALLED';
  /** All events up to this position are in the view. */
  readonly position: Position;
  /** The head of the log. */
  readonly head: Position;
  /** The number of events in between, counted up to 10,000. */
  readonly behind: number;
  /** The number of keys with a parked event, counted up to 1,000. */
  readonly parked: number;
  /** Null when nothing is being built. */
  readonly building: ProjectionBuild | null;
}

/** An event that a projection could not fold; `waiting` is the number of later events of the same key that wait behind it. */
export interface ParkedEvent {
  readonly projection: string;
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly position: Position;
  readonly reason: string;
  readonly waiting: number;
}

/** Selects parked events; an absent property selects all. */
export interface ParkedFilter {
  readonly projection?: string;
  readonly key?: string;
}

/** Operations on parked events. An unknown view is NOT_FOUND. */
export interface ParkedEvents {
  list(filter: ParkedFilter): Promise<readonly ParkedEvent[]>;
  /**
   * Folds them and what waits behind them again; for documents from which others are derived, by a rebuild. Returns how many
   * keys were released and how many are still parked.
   */
  replay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  /** Drops the failed events for good, also for later builds, and folds what waits behind them. Returns how many were dropped. */
  drop(filter: ParkedFilter): Promise<{ readonly dropped: number }>;
}

/** The status of the projections. Implemented by the projector, in whichever process it runs. */
export interface ProjectionStatusSource {
  status(): Promise<readonly ProjectionStatus[]>;
  /** Rebuilds a view in the background and switches to the new build. */
  rebuild(name: string, onProgress: (progress: { readonly done: number }) => void): Promise<void>;
  readonly parked: ParkedEvents;
}

/** Injection token of the ProjectionStatusSource. */
export const PROJECTION_STATUS = Symbol('ProjectionStatusSource');

/** Question 5: has my write reached the view yet? */
@Injectable()
export class AskProjectionStatus {
  constructor(@Inject(PROJECTION_STATUS) private readonly source: ProjectionStatusSource) {}

  async execute(): Promise<readonly ProjectionStatus[]> {
    return this.source.status();
  }
}
