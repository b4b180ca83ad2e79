import type { Position } from '../domain/kernel/event.js';
import type { ViewFilter, ViewQuery } from '../view-store/view-store.js';

/** Reads the views of one moment by the projection's name. The reader knows which collection is active. */
export interface ViewReader {
  /** Several documents by key, in one read. Missing ones are left out. */
  get<D extends object>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, D>>;
  /** `keep: false` skips the cache: for documents that are read once, such as a whole view for a sum. */
  find<D extends object>(
    view: string,
    query: ViewQuery,
    keep?: boolean,
  ): Promise<readonly { readonly key: string; readonly document: D }[]>;
  count(view: string, filter: ViewFilter): Promise<number>;
  /**
   * Differs as soon as the view may have changed since the reader was created. Values computed from a whole view are cached
   * under it.
   */
  mark(view: string): Promise<string>;
  /**
   * The position up to which all documents of a view are complete.
   * Documents are written one after the other and read in several reads, so some may be ahead of it. A value computed from
   * several documents must use their content up to this position. Absent when no document can be ahead.
   */
  upTo?(view: string): Position;
  /** The keys that may have changed since a mark; null when unknown, then read all. Absent when a view never changes. */
  changedSince?(view: string, mark: string): Promise<readonly string[] | null>;
  /**
   * Announces the views that will be read, so that past views are folded in one pass over the log. Absent when the views exist
   * already. Throws the signal's reason when aborted.
   */
  prepare?(views: readonly string[], how?: Preparation): Promise<void>;
  /** The last position that the reader sees; absent when it sees everything. */
  readonly until?: Position;
  /** When the last event that the reader sees was recorded; absent when it sees everything. */
  recordedAt?(): Promise<string | undefined>;
  /** Whether the events of a stream may be read; all of them when absent. */
  shows?(stream: string): Promise<boolean>;
  /**
   * Whether single ratings of a team's contacts (or, without a team, of all visible contacts) may be shown; they may when
   * absent. Otherwise groups of people are shown (`WordGroups`).
   */
  showsRatingsOf?(teamId: string | undefined): boolean;
  /**
   * Identifies the restriction of the visible rows: values cached for one perspective are not valid for another. Absent when
   * all rows are visible.
   */
  readonly perspective?: string;
  /**
   * Reads the rows that are visible to everybody; values computed from them alone are cached once for all perspectives. Absent
   * when all rows are visible.
   */
  readonly common?: ViewReader;
  /** True when the requested `minPosition` was not reached in time: the answer is older than the caller's own write. */
  readonly stale: boolean;
}

export interface Preparation {
  /** Called with the number of log events read so far. */
  readonly onEvents?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Fold again even if the views are cached: a proof must not depend on the cache. */
  readonly anew?: boolean;
}

export interface When {
  /** Wait, for a limited time, until the views have reached this position. */
  readonly minPosition?: Position;
  /** The views as of this position of the log. */
  readonly atPosition?: Position;
  /** The views as of what had been recorded by this moment; an alternative to `atPosition`. */
  readonly knownAt?: string;
  /** Aborted when the caller no longer waits for the answer; costly work is then given up. */
  readonly signal?: AbortSignal;
}

/**
 * Provides the reader of a moment: of the live views, or of a past position. The same reader is returned as long as no view
 * has advanced, so that values computed from a reader's views can be cached with it.
 */
export interface Views {
  at(when: When): Promise<ViewReader>;
  /** The last position recorded by a moment; START when nothing had been recorded. */
  positionAt(moment: string): Promise<Position>;
}

/** Injection token of the Views. */
export const VIEWS = Symbol('Views');
