import { LRUCache } from 'lru-cache';
import type { Position } from '../domain/kernel/event.js';
import type { ViewStoreReader, ViewStore } from '../view-store/view-store.js';
import type { CostlyQueue } from './costly-queue.js';
import { SharedWork } from './shared-work.js';
import type { Projection } from '../../projections/kit/projection.js';
import type { LogReader } from '../event-log/event-log.js';
import { foldInto } from '../projector/fold-into.js';

/** Views of a past position, folded. */
export interface FoldedViews {
  readonly store: ViewStoreReader;
  /** What they take, on the disk or in memory. */
  readonly bytes: number;
}
export interface FoldHow {
  /** So many events of the log have been read. */
  readonly onEvents?: ((done: number) => void) | undefined;
  readonly signal: AbortSignal;
}
/** Folds views over the log up to a position, in one reading of it. Throws the signal's reason when it comes; nothing is left then. */
export type FoldViews = (position: Position, views: readonly string[], how: FoldHow) => Promise<FoldedViews>;

/** One reading of the log, and what came of it. */
interface Fold {
  readonly position: Position;
  readonly views: readonly string[];
  readonly work: SharedWork<FoldedViews>;
  readonly watchers: Set<(done: number) => void>;
  readers: number;
  evicted: boolean;
  close: (() => Promise<void>) | undefined;
}

/** Folds that are kept for the next question about the same moment: so many, and no more of them than this many bytes. */
const MAX_CACHED = 24;
const MAX_CACHED_BYTES = 512 * 1024 * 1024;

export interface Waiting {
  readonly onEvents?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The folds of past positions: each is made once for all who ask for it, after the ones before it, and kept while there is room. One that must
 * go while it is being read goes when its last reader is done.
 */
export class Folds {
  private readonly cache = new LRUCache<Fold, Fold>({
    max: MAX_CACHED,
    maxSize: MAX_CACHED_BYTES,
    dispose: (fold) => this.evict(fold),
  });
  /** By view and position: those that are kept, under way or waiting. */
  private readonly current = new Map<string, Fold>();
  private closed = false;

  constructor(
    private readonly foldViews: FoldViews,
    private readonly queue: CostlyQueue,
  ) {}

  has(view: string, position: Position): boolean {
    return this.current.has(nameOf(view, position));
  }

  /** The next reader gets one that is made anew. */
  forget(view: string, position: Position): void {
    this.current.delete(nameOf(view, position));
  }

  /** Begins to fold these views in one reading of the log, and waits for it. */
  async prepare(views: readonly string[], position: Position, waiting: Waiting): Promise<void> {
    waiting.signal?.throwIfAborted();
    const missing = views.filter((view) => !this.has(view, position));
    if (missing.length > 0) this.begin(missing, position);
    const folds = new Set(views.map((view) => this.current.get(nameOf(view, position))!));
    await Promise.all([...folds].map((fold) => this.wait(fold, waiting)));
  }

  async read<T>(
    view: string,
    position: Position,
    read: (store: ViewStoreReader) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const fold = this.current.get(nameOf(view, position)) ?? this.begin([view], position);
    fold.readers += 1;
    try {
      const { store } = await this.wait(fold, { signal });
      this.cache.get(fold);
      return await read(store);
    } finally {
      fold.readers -= 1;
      closeUnread(fold);
    }
  }

  /** Closes those that nobody reads; the others when their last reader is done. */
  async close(): Promise<void> {
    this.closed = true;
    const closing = [...this.cache.keys()].map((fold) => fold.work.outcome.catch(() => undefined));
    this.cache.clear();
    await Promise.all(closing);
  }

  private async wait(fold: Fold, { onEvents, signal }: Waiting): Promise<FoldedViews> {
    if (onEvents) fold.watchers.add(onEvents);
    try {
      return await fold.work.join(signal);
    } finally {
      if (onEvents) fold.watchers.delete(onEvents);
    }
  }

  private begin(views: readonly string[], position: Position): Fold {
    const begun = [...this.current.values()].some((fold) => fold.position === position);
    const watchers = new Set<(done: number) => void>();
    const onEvents = (done: number) => watchers.forEach((watch) => watch(done));
    const work = new SharedWork(
      (signal) => this.queue.run(() => this.foldViews(position, views, { onEvents, signal }), signal, begun),
      () => this.unname(fold),
    );
    const fold: Fold = { position, views, work, watchers, readers: 0, evicted: false, close: undefined };
    for (const view of views) this.current.set(nameOf(view, position), fold);
    work.outcome.then(
      (folded) => this.keep(fold, folded),
      () => this.unname(fold),
    );
    return fold;
  }

  private keep(fold: Fold, { store, bytes }: FoldedViews): void {
    fold.close = () => store.close();
    const isWanted = !this.closed && fold.views.some((view) => this.current.get(nameOf(view, fold.position)) === fold);
    if (isWanted) this.cache.set(fold, fold, { size: Math.max(1, bytes) });
    // One that is larger than all the room there is was not taken.
    if (!this.cache.has(fold)) this.evict(fold);
  }

  private evict(fold: Fold): void {
    fold.evicted = true;
    this.unname(fold);
    closeUnread(fold);
  }

  private unname(fold: Fold): void {
    for (const view of fold.views) {
      const name = nameOf(view, fold.position);
      if (this.current.get(name) === fold) this.current.delete(name);
    }
  }
}

const nameOf = (view: string, position: Position): string => `${view}@${position}`;

function closeUnread(fold: Fold): void {
  if (!fold.evicted || fold.readers > 0) return;
  const { close } = fold;
  fold.close = undefined;
  // Nobody reads it any more, and nobody waits for its end.
  close?.().catch(() => undefined);
}

/** Folds views over the log up to a position into an empty store, in one reading. Throws the signal's reason when it comes. */
export async function foldViews(
  log: LogReader,
  projections: readonly Projection[],
  store: ViewStore,
  { position, views }: { readonly position: Position; readonly views: readonly string[] },
  { onEvents, signal }: FoldHow,
): Promise<void> {
  const blanks = projections.filter(({ name }) => views.includes(name)).map((projection) => ({ projection, store }));
  await foldInto(blanks, log, position, onEvents, signal);
  signal.throwIfAborted();
}
