import { LRUCache } from 'lru-cache';
import type { Position } from '../domain/kernel/event.js';
import type { ViewStoreReader, ViewStore } from '../view-store/view-store.js';
import type { CostlyQueue } from './costly-queue.js';
import { SharedWork } from './shared-work.js';
import type { Projection } from '../../projections/kit/projection.js';
import type { LogReader } from '../event-log/event-log.js';
import { foldInto } from '../projector/fold-into.js';

/** The folded views of a past position. */
export interface FoldedViews {
  readonly store: ViewStoreReader;
  /** Their size, on disk or in memory. */
  readonly bytes: number;
}
export interface FoldHow {
  /** Called with the number of log events read so far. */
  readonly onEvents?: ((done: number) => void) | undefined;
  readonly signal: AbortSignal;
}
/**
 * Folds views over the log up to a position, in one pass. Throws the signal's reason when aborted; leaves nothing behind then.
 */
export type FoldViews = (position: Position, views: readonly string[], how: FoldHow) => Promise<FoldedViews>;

/** One pass over the log and its result. */
interface Fold {
  readonly position: Position;
  readonly views: readonly string[];
  readonly work: SharedWork<FoldedViews>;
  readonly watchers: Set<(done: number) => void>;
  readers: number;
  evicted: boolean;
  close: (() => Promise<void>) | undefined;
}

/** The limits of the cache of folds, by number and by bytes. */
const MAX_CACHED = 24;
const MAX_CACHED_BYTES = 512 * 1024 * 1024;

export interface Waiting {
  readonly onEvents?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The folds of past positions. Each is computed once for all callers, queued behind earlier ones, and cached.
 * A fold that is evicted while it is being read is closed by its last reader.
 */
export class Folds {
  private readonly cache = new LRUCache<Fold, Fold>({
    max: MAX_CACHED,
    maxSize: MAX_CACHED_BYTES,
    dispose: (fold) => this.evict(fold),
  });
  /** By view and position: folds that are cached, running or queued. */
  private readonly current = new Map<string, Fold>();
  private closed = false;

  constructor(
    private readonly foldViews: FoldViews,
    private readonly queue: CostlyQueue,
  ) {}

  has(view: string, position: Position): boolean {
    return this.current.has(nameOf(view, position));
  }

  /** Drops a fold, so that the next reader computes it again. */
  forget(view: string, position: Position): void {
    this.current.delete(nameOf(view, position));
  }

  /** Folds these views in one pass over the log, and waits for the result. */
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

  /** Closes the folds that are not being read; the others are closed by their last reader. */
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
    // A fold larger than the whole cache is not taken by it.
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
  // There are no readers left, and nothing depends on the store being closed.
  close?.().catch(() => undefined);
}

/** Folds views over the log up to a position into an empty store, in one pass. Throws the signal's reason when aborted. */
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
