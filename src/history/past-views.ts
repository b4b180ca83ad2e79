import type { Projection } from '../../projections/kit/projection.js';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import { foldInto } from '../projector/fold-into.js';
import { foldKey } from '../projector/fold-key.js';
import type { Preparation, ViewReader } from '../queries/view-reader.js';
import type { ViewFilter, ViewQuery, ViewStore } from '../view-store/view-store.js';
import { LentStores } from './lent-stores.js';

/** Folded views of the past that are kept for the next question about the same moment. */
const KEPT = 24;

export interface PastViewsOptions {
  readonly log: EventLog;
  readonly projections: readonly Projection[];
  /** Gives an empty throw-away store: a past view is folded into it and asked like a live one. On disk, so that memory stays bounded. */
  readonly scratch: () => Promise<ViewStore>;
}

/** The views as the log up to a position makes them: the same folds over a past stretch (architecture.md, decision 2). */
export class PastViews {
  private readonly folded = new LentStores(KEPT);

  constructor(private readonly options: PastViewsOptions) {}

  /** @throws RapportError INVALID_POSITION when the log has not come to that position yet or never gave it out. */
  async at(position: Position): Promise<ViewReader> {
    await this.checkGivenOut(position);
    return {
      stale: false,
      get: <D extends object>(view: string, keys: readonly string[]) => this.get<D>(view, keys, position),
      find: <D extends object>(view: string, query: ViewQuery) =>
        this.read(view, position, (store) => store.find<D>(view, query)),
      count: (view: string, filter: ViewFilter) => this.read(view, position, (store) => store.count(view, filter)),
      mark: (view: string) => Promise.resolve(`${view} at ${position}`),
      prepare: (views, how) => this.prepare(views, position, how),
    };
  }

  close(): Promise<void> {
    return this.folded.close();
  }

  /** The log knows which positions are its own: reading nothing from one to itself asks it. A single document's fold would not. */
  private async checkGivenOut(position: Position): Promise<void> {
    try {
      for await (const _ of this.options.log.read(position, { until: position })) break;
    } catch (error) {
      if (!isRapportError(error, 'INVALID_POSITION')) throw error;
      throw new RapportError('INVALID_POSITION', `atPosition: the log has not been at "${position}"`, {
        field: 'atPosition',
        remedy: 'Use a position that a mutation, the feed or projectionStatus gave you.',
        cause: error,
      });
    }
  }

  private async get<D extends object>(
    view: string,
    keys: readonly string[],
    position: Position,
  ): Promise<ReadonlyMap<string, D>> {
    const projection = this.projectionOf(view);
    const documents = new Map<string, D>();
    if (projection.streamOf && !this.folded.has(nameOf(view, position))) {
      // All of the document's events are in one stream: no need to read the others.
      for (const key of keys) {
        const document = await this.foldStream(projection, key, projection.streamOf(key), position);
        if (document !== null) documents.set(key, document as D);
      }
      return documents;
    }
    for (const [key, { document }] of await this.read(view, position, (store) => store.load<D>(view, keys))) {
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

  private read<T>(view: string, position: Position, read: (store: ViewStore) => Promise<T>): Promise<T> {
    const fold = async () => (await this.foldAll([view], position)).get(view)!;
    return this.folded.read(nameOf(view, position), fold, read);
  }

  private async prepare(views: readonly string[], position: Position, how: Preparation = {}): Promise<void> {
    if (how.anew) for (const view of views) this.folded.forget(nameOf(view, position));
    const missing = views.filter((view) => !this.folded.has(nameOf(view, position)));
    if (missing.length === 0) return;
    const stores = this.foldAll(missing, position, how);
    const keep = (view: string) =>
      this.folded.read(
        nameOf(view, position),
        async () => (await stores).get(view)!,
        () => Promise.resolve(),
      );
    await Promise.all(missing.map(keep));
  }

  /** Folds views in one reading of the log, each into a store of its own. */
  private async foldAll(
    views: readonly string[],
    position: Position,
    { onEvents, signal }: Preparation = {},
  ): Promise<ReadonlyMap<string, ViewStore>> {
    const stores = new Map<string, ViewStore>();
    try {
      for (const view of views) stores.set(view, await this.options.scratch());
      const blanks = views.map((view) => ({ projection: this.projectionOf(view), store: stores.get(view)! }));
      await foldInto(blanks, this.options.log, position, onEvents, signal);
      signal?.throwIfAborted();
      return stores;
    } catch (error) {
      for (const store of stores.values()) await store.close();
      throw error;
    }
  }

  private projectionOf(view: string): Projection {
    const projection = this.options.projections.find(({ name }) => name === view);
    if (!projection) throw new Error(`no projection is called ${view}`);
    return projection;
  }
}

const nameOf = (view: string, position: Position): string => `${view}@${position}`;
