import type { Projection } from '../../projections/kit/projection.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import { type LogReader, requireGivenOut } from '../event-log/event-log.js';
import { foldKey } from '../projector/fold-target.js';
import type { Preparation, ViewReader } from '../queries/view-reader.js';
import type { ViewFilter, ViewQuery, ViewStoreReader } from '../view-store/view-store.js';
import { CostlyQueue } from './costly-queue.js';
import { Folds, type FoldViews } from './folds.js';

/** The maximum number of queued folds. A fold takes about a second, and no caller waits for half a minute. */
const CAPACITY = 32;

export interface PastViewsOptions {
  readonly log: LogReader;
  readonly projections: readonly Projection[];
  /** Runs outside the caller's thread, because a fold takes seconds. */
  readonly fold: FoldViews;
  readonly capacity?: number;
}

/**
 * The views as of past positions: the projections of today, folded over the log up to there (architecture.md, "Past
 * moments").
 */
export class PastViews {
  private readonly folds: Folds;

  constructor(private readonly options: PastViewsOptions) {
    const { fold, capacity = CAPACITY } = options;
    this.folds = new Folds(fold, new CostlyQueue({ what: 'questions about the past', concurrency: 1, capacity }));
  }

  /**
   * A reader of the views at a position. Folds that it needs are given up when the signal is aborted.
   * @throws RapportError INVALID_POSITION when the log has not reached that position or never issued it; the reader throws
   *   BUSY when too many folds are queued
   */
  async at(position: Position, signal?: AbortSignal): Promise<ViewReader> {
    // Checked here, because folding a single document's stream would not notice an invalid position.
    await requireGivenOut(this.options.log, position, 'atPosition');
    const read = <T>(view: string, ask: (store: ViewStoreReader) => Promise<T>) =>
      this.folds.read(this.projectionOf(view).name, position, ask, signal);
    return {
      stale: false,
      until: position,
      get: <D extends object>(view: string, keys: readonly string[]) => this.get<D>(view, keys, position, read),
      find: <D extends object>(view: string, query: ViewQuery) => read(view, (store) => store.find<D>(view, query)),
      count: (view: string, filter: ViewFilter) => read(view, (store) => store.count(view, filter)),
      mark: (view: string) => Promise.resolve(`${view} at ${position}`),
      prepare: (views, how) => this.prepare(views, position, { signal, ...how }),
    };
  }

  close(): Promise<void> {
    return this.folds.close();
  }

  private async get<D extends object>(
    view: string,
    keys: readonly string[],
    position: Position,
    read: <T>(view: string, ask: (store: ViewStoreReader) => Promise<T>) => Promise<T>,
  ): Promise<ReadonlyMap<string, D>> {
    const projection = this.projectionOf(view);
    const documents = new Map<string, D>();
    if (projection.streamOf && !this.folds.has(view, position)) {
      // All events of the document are in one stream, so only that stream is read.
      for (const key of keys) {
        const document = await this.foldStream(projection, key, projection.streamOf(key), position);
        if (document !== null) documents.set(key, document as D);
      }
      return documents;
    }
    for (const [key, { document }] of await read(view, (store) => store.load<D>(view, keys))) {
      if (document !== null) documents.set(key, document);
    }
    return documents;
  }

  private async foldStream(projection: Projection, key: string, stream: string, until: Position): Promise<object | null> {
    const events: RecordedEvent[] = [];
    for await (const page of this.options.log.readStream(stream)) {
      for (const event of page) {
        if (event.position > until) break;
        if (projection.handles.includes(event.type) && projection.keys(event).includes(key)) events.push(event);
      }
    }
    return foldKey(projection, key, undefined, events)?.document ?? null;
  }

  private async prepare(views: readonly string[], position: Position, how: Preparation): Promise<void> {
    if (how.anew) for (const view of views) this.folds.forget(view, position);
    await this.folds.prepare(views, position, how);
  }

  private projectionOf(view: string): Projection {
    const projection = this.options.projections.find(({ name }) => name === view);
    if (!projection) throw new Error(`there is no projection ${view}`);
    return projection;
  }
}
