import type { Position } from '../domain/kernel/event.js';
import type { ViewFilter, ViewQuery } from '../view-store/view-store.js';

/** Reads one moment's views by the projection's name; which collection answers is not the reader's concern. */
export interface ViewReader {
  /** Several documents by key, in one read; absent ones are left out. */
  get<D extends object>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, D>>;
  /** `keep: false` where the documents are passed through once and not asked for again: all of a view, for a sum. */
  find<D extends object>(
    view: string,
    query: ViewQuery,
    keep?: boolean,
  ): Promise<readonly { readonly key: string; readonly document: D }[]>;
  count(view: string, filter: ViewFilter): Promise<number>;
  /** Differs as soon as the view may have changed since the reader was given: what is computed from all of a view is kept under it. */
  mark(view: string): Promise<string>;
  /**
   * Up to which position all documents of a view are told. Documents are written one after the other, and read in several reads: some may be ahead of
   * it, and others not. What several documents say together is to be taken up to here. Absent where none is ahead.
   */
  upTo?(view: string): Position;
  /** The keys that may have changed since a mark; null when nobody can say: read all. Absent where a view never changes. */
  changedSince?(view: string, mark: string): Promise<readonly string[] | null>;
  /**
   * Says which views are going to be read, so that the past is read once for all of them and not once for each. Absent where the views are
   * there anyway. Throws the signal's reason when it comes.
   */
  prepare?(views: readonly string[], how?: Preparation): Promise<void>;
  /** The last position of which the reader knows; absent where it knows of all. */
  readonly until?: Position;
  /** When the last event was recorded that the reader knows of; absent where it knows of all. */
  recordedAt?(): Promise<string | undefined>;
  /** Whether what happened in a stream may be read; absent: all of them. */
  shows?(stream: string): Promise<boolean>;
  /** Whether each rating of a team's contacts may be shown, or of all that the reader shows; absent: it may. Else groups of people (`KnownWords`). */
  showsRatingsOf?(teamId: string | undefined): boolean;
  /** Names what is left out, where rows are: what is kept of all that one perspective shows is not another's. Absent: nothing. */
  readonly perspective?: string;
  /** The rows that everybody sees alike, whatever they are narrowed to: what is made of them alone is kept once. Absent where no row is left out. */
  readonly common?: ViewReader;
  /** True when a `minPosition` was asked for and did not arrive in time: the answer is older than the asker’s own write. */
  readonly stale: boolean;
}

export interface Preparation {
  /** So many events of the log have been read. */
  readonly onEvents?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Read the log though the views have been folded lately: what is to be proved must not rest on that. */
  readonly anew?: boolean;
}

export interface When {
  /** Wait, bounded, until the views have taken in this position. */
  readonly minPosition?: Position;
  /** The views as the log up to this position makes them. */
  readonly atPosition?: Position;
  /** The views as of what was recorded by this moment; instead of `atPosition`. */
  readonly knownAt?: string;
  /** Comes when nobody waits for the answer any more: costly work for it is then given up. */
  readonly signal?: AbortSignal;
}

/**
 * Gives the reader for a moment: the live views, or a past stretch of the log folded by the same projections. The same reader again means that
 * no view has moved since: what was computed from one reader's views may be kept with it.
 */
export interface Views {
  at(when: When): Promise<ViewReader>;
  /** The last position recorded by a moment; START when nothing was. */
  positionAt(moment: string): Promise<Position>;
}

/** Injects the Views that queries read. */
export const VIEWS = Symbol('Views');
