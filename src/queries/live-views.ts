import { PROJECTIONS } from '../../projections/index.js';
import { RapportError } from '../domain/kernel/errors.js';
import { type Position, START } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import type { ViewFilter, ViewQuery, ViewStoreReader } from '../view-store/view-store.js';
import { changedKeys } from './changed-keys.js';
import type { ViewReader } from './view-reader.js';

/** How long a query waits for its `minPosition` before it answers with what there is, marked stale. */
const WAIT_MS = 5_000;
/** How long another process's switch of a collection may stay unseen; the old one can be read meanwhile. */
const CATALOG_AGE_MS = 1_000;

/** Resolves when the views have taken in a position; rejects when the signal comes first. */
export type CaughtUp = (position: Position, signal: AbortSignal) => Promise<void>;

/** The views as they stand now. */
export class LiveViews {
  private collections: ReadonlyMap<string, string> = new Map();
  private readAt = -Infinity;
  private readonly fresh = this.reader(false);
  private readonly stale = this.reader(true);

  constructor(
    private readonly store: ViewStoreReader,
    private readonly log: EventLog,
    private readonly caughtUp: CaughtUp,
  ) {}

  /** @throws RapportError INVALID_POSITION when the log has never been at `minPosition`. */
  async at(minPosition?: Position): Promise<ViewReader> {
    if (minPosition === undefined || (await this.arrives(minPosition))) return this.fresh;
    return this.stale;
  }

  private async arrives(position: Position): Promise<boolean> {
    // The log's head is asked for only when the position is not there at once: a position that will never come must not cost the wait.
    const soon = AbortSignal.timeout(50);
    if (await this.reaches(position, soon)) return true;
    if (position > (await this.log.head())) {
      throw new RapportError('INVALID_POSITION', `minPosition: the log has not been at "${position}"`, {
        field: 'minPosition',
        remedy: 'Use a position that a mutation or the feed gave you.',
      });
    }
    return this.reaches(position, AbortSignal.timeout(WAIT_MS));
  }

  private async reaches(position: Position, signal: AbortSignal): Promise<boolean> {
    try {
      await this.caughtUp(position, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  private reader(stale: boolean): ViewReader {
    return {
      stale,
      get: async <D extends object>(view: string, keys: readonly string[]) => {
        const records = await this.on(view, (collection) => this.store.load<D>(collection, keys));
        return new Map([...records].flatMap(([key, { document }]) => (document === null ? [] : [[key, document] as const])));
      },
      find: <D extends object>(view: string, query: ViewQuery) =>
        this.on(view, (collection) => this.store.find<D>(collection, query)),
      count: (view: string, filter: ViewFilter) => this.on(view, (collection) => this.store.count(collection, filter)),
      mark: (view: string) =>
        this.on(view, async (collection) => `${collection}@${(await this.store.checkpoint(collection)) ?? START}`),
      changedSince: (view: string, mark: string) => this.changedSince(view, mark),
    };
  }

  /** The log says what happened since; each projection, which of its documents that touches. */
  private async changedSince(view: string, mark: string): Promise<readonly string[] | null> {
    const at = mark.lastIndexOf('@');
    const projection = PROJECTIONS.find(({ name }) => name === view);
    if (!projection || mark.slice(0, at) !== (await this.collectionOf(view, CATALOG_AGE_MS))) return null;
    return changedKeys(this.log, projection, mark.slice(at + 1));
  }

  /** Reads from the collection that answers for the view now; once more when a switch has taken it away in between. */
  private async on<T>(view: string, read: (collection: string) => Promise<T>): Promise<T> {
    const collection = await this.collectionOf(view, CATALOG_AGE_MS);
    try {
      return await read(collection);
    } catch (error) {
      const now = await this.collectionOf(view, 0);
      if (now === collection) throw error;
      return read(now);
    }
  }

  private async collectionOf(view: string, age: number): Promise<string> {
    if (performance.now() - this.readAt >= age || !this.collections.has(view)) {
      const entries = await this.store.catalog();
      this.collections = new Map(
        entries.flatMap(({ projection, active }) => (active ? [[projection, active.collection] as const] : [])),
      );
      this.readAt = performance.now();
    }
    const collection = this.collections.get(view);
    if (collection === undefined) {
      throw new RapportError('VIEWS_UNAVAILABLE', `the view "${view}" has not been built yet`, {
        remedy: 'Start a process with ROLE=all or ROLE=projector.',
      });
    }
    return collection;
  }
}
