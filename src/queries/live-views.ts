import type { Projection } from '../../projections/kit/projection.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import { isBuiltBy, type CodedProjection } from '../projector/catalog.js';
import type { ViewFilter, ViewQuery, ViewStoreReader, CatalogEntry } from '../view-store/view-store.js';
import { DocumentCache, type Changed } from './document-cache.js';
import { markText, positionIn, Snapshot, type Mark } from './snapshot.js';
import type { ViewReader } from './view-reader.js';

/** When more events than this have happened, reading the whole view again is cheaper. */
const MAX_EVENTS = 20_000;

/** The sources of a reader; shared by all readers of the live views. */
interface LiveSources {
  readonly store: ViewStoreReader;
  readonly documents: DocumentCache;
  readonly changed: Changed;
  /** Reads the catalog now, for an up-to-date snapshot. */
  readAnew(): Promise<Snapshot>;
}

/** Reads the live views as of a snapshot, or later. */
class LiveReader implements ViewReader {
  constructor(
    private readonly sources: LiveSources,
    private readonly snapshot: Snapshot,
    readonly stale: boolean,
  ) {}

  get<D extends object>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const { store, documents } = this.sources;
    return this.on(view, (mark) =>
      documents.get<D>(view, mark, keys, async (missing) => {
        const records = await store.load<D>(mark.build.collection, missing);
        return new Map([...records].flatMap(([key, { document }]) => (document === null ? [] : [[key, document] as const])));
      }),
    );
  }

  find<D extends object>(view: string, query: ViewQuery, keep = true): Promise<readonly { key: string; document: D }[]> {
    const { store, documents } = this.sources;
    return this.on(view, (mark) => {
      const find = () => store.find<D>(mark.build.collection, query);
      return keep ? documents.under(mark, JSON.stringify(query), find) : find();
    });
  }

  async count(view: string, filter: ViewFilter): Promise<number> {
    const { store, documents } = this.sources;
    const counted = await this.on(view, (mark) =>
      documents.under(mark, `count ${JSON.stringify(filter)}`, async () => ({
        count: await store.count(mark.build.collection, filter),
      })),
    );
    return counted.count;
  }

  async mark(view: string): Promise<string> {
    return markText(this.snapshot.mark(view));
  }

  upTo(view: string): Position {
    return this.snapshot.mark(view).position;
  }

  async changedSince(view: string, mark: string): Promise<readonly string[] | null> {
    const until = this.snapshot.mark(view);
    const since = positionIn(mark, until);
    return since === null ? null : this.sources.changed(view, since, until, MAX_EVENTS);
  }

  /** Reads from the view's active collection. Retries once when a switch has removed that collection meanwhile. */
  private async on<T>(view: string, read: (mark: Mark) => Promise<T>): Promise<T> {
    const mark = this.snapshot.mark(view);
    try {
      return await read(mark);
    } catch (error) {
      const now = (await this.sources.readAnew()).mark(view);
      if (now.build.collection === mark.build.collection) throw error;
      return read(now);
    }
  }
}

/**
 * Shares one request among concurrent callers.
 * A caller never gets the answer to a request that started before it asked, because that may be older than what it knows. So
 * it waits for the running request and shares the next one.
 */
export class SharedAsk<T> {
  private underWay: Promise<unknown> = Promise.resolve();
  private next: Promise<T> | undefined;

  constructor(private readonly ask: () => Promise<T>) {}

  answer(): Promise<T> {
    this.next ??= this.afterTheOneUnderWay();
    return this.next;
  }

  private async afterTheOneUnderWay(): Promise<T> {
    await this.underWay.catch(() => undefined);
    this.next = undefined;
    const asked = this.ask();
    this.underWay = asked;
    return asked;
  }
}

/** How long a query waits for its `minPosition` before it returns what there is, marked as stale. */
const WAIT_MS = 5_000;
/** How long another process's switch of a collection may go unnoticed. The old collection can still be read meanwhile. */
const CATALOG_AGE_MS = 1_000;

/** Resolves when the views have reached a position; rejects when the signal is aborted first. */
export type CaughtUp = (position: Position, signal: AbortSignal) => Promise<void>;

/**
 * The live views. Each caller's marks are read from the store after the call, so that it sees everything written before.
 * Cached values are valid for a mark.
 */
export class LiveViews {
  private readonly sources: LiveSources;
  private readonly checkpoints: SharedAsk<ReadonlyMap<string, Position>>;
  private readonly entries: SharedAsk<readonly CatalogEntry[]>;
  private catalog: { readonly entries: readonly CatalogEntry[]; readonly readAt: number } | undefined;
  private current: { readonly snapshot: Snapshot; readonly fresh: ViewReader; readonly stale: ViewReader } | undefined;

  constructor(
    private readonly store: ViewStoreReader,
    private readonly log: EventLog,
    private readonly projections: readonly CodedProjection[],
    private readonly caughtUp: CaughtUp,
  ) {
    this.checkpoints = new SharedAsk(() => store.checkpoints());
    this.entries = new SharedAsk(() => store.catalog());
    const changed: Changed = (view, since, until, most) => this.changed(view, since, until, most);
    this.sources = { store, documents: new DocumentCache(changed), changed, readAnew: () => this.snapshot(0) };
  }

  /**
   * Returns the same reader for as long as no view advances.
   * @throws RapportError INVALID_POSITION when the log never issued `minPosition`
   */
  async at(minPosition?: Position): Promise<ViewReader> {
    const arrived = minPosition === undefined || (await this.arrives(minPosition));
    let snapshot = await this.snapshot(CATALOG_AGE_MS);
    // If a switch has not been noticed yet, the old collection is no longer written and lacks what the caller wrote. So read the
    // catalog again.
    if (arrived && minPosition !== undefined && !snapshot.reaches(minPosition)) snapshot = await this.snapshot(0);
    if (this.current?.snapshot !== snapshot) {
      const [fresh, stale] = [false, true].map((isStale) => new LiveReader(this.sources, snapshot, isStale));
      this.current = { snapshot, fresh: fresh!, stale: stale! };
    }
    return arrived ? this.current.fresh : this.current.stale;
  }

  private async arrives(position: Position): Promise<boolean> {
    // The log's head is read only when the position is not reached at once, so that a position which will never come is refused
    // without the full wait.
    const soon = AbortSignal.timeout(50);
    if (await this.reaches(position, soon)) return true;
    if (position > (await this.log.head())) {
      throw new RapportError('INVALID_POSITION', `minPosition: the log has not reached the position "${position}"`, {
        field: 'minPosition',
        remedy: 'Use a position that a mutation or the feed returned.',
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

  private async snapshot(catalogAge: number): Promise<Snapshot> {
    const [catalog, checkpoints] = await Promise.all([this.entriesOf(catalogAge), this.checkpoints.answer()]);
    return this.current?.snapshot.next(catalog, checkpoints) ?? new Snapshot(catalog, checkpoints);
  }

  private async entriesOf(age: number): Promise<readonly CatalogEntry[]> {
    if (!this.catalog || performance.now() - this.catalog.readAt >= age) {
      const readAt = performance.now();
      this.catalog = { entries: await this.entries.answer(), readAt };
    }
    return this.catalog.entries;
  }

  /**
   * The changed keys: the events of the log since then, mapped by the projection to the documents that they change. Null when
   * this code does not fold the view.
   */
  private async changed(view: string, since: Position, until: Mark, most: number): Promise<readonly string[] | null> {
    const coded = this.projections.find(({ projection }) => projection.name === view);
    if (!coded || !isBuiltBy(until.build, coded)) return null;
    const stretch = { since, until: until.position, most };
    return changedKeys(this.log, coded.projection, stretch, async (field, position, limit) => {
      // Positions have a fixed length, so a position with a suffix sorts after itself and before the next one.
      const ranges = [{ field, from: `${position} ` }];
      return (await this.store.find(until.build.collection, { ranges, orderBy: field, limit })).map(({ key }) => key);
    });
  }
}

interface Stretch {
  readonly since: Position;
  /** The position that must be seen, because a replica of the log may lag. */
  readonly until: Position;
  /** With more events than this, reading the documents again is cheaper. */
  readonly most: number;
}

/** Finds derived documents of a cascade that changed since a position; the events alone do not tell which. */
type FindDerived = (changedField: string, since: Position, most: number) => Promise<readonly string[]>;

/**
 * The keys of a projection's documents that the events of a range touch, possibly including later events. Null when the range
 * is too long or incomplete, or when changed settings may affect any document.
 */
export async function changedKeys(
  log: EventLog,
  projection: Projection,
  { since, until, most }: Stretch,
  findDerived: FindDerived,
): Promise<readonly string[] | null> {
  if (since >= until) return [];
  const handled = new Set(projection.handles);
  const settings = new Set(projection.cascade?.settings.types);
  const keys = new Set<string>();
  let seen = 0;
  let reached = since;
  for await (const page of log.read(since)) {
    seen += page.length;
    if (seen > most) return null;
    for (const event of page) {
      if (!handled.has(event.type)) continue;
      if (settings.has(event.type)) return null;
      for (const key of keysOf(projection, event)) keys.add(key);
    }
    reached = page.at(-1)?.position ?? reached;
  }
  if (reached < until) return null;
  if (projection.cascade) {
    const derived = await findDerived(projection.cascade.changedField, since, most);
    if (derived.length >= most) return null;
    for (const key of derived) keys.add(key);
  }
  return [...keys];
}

/** An event from which no key can be read is parked, so it touches no document. */
function keysOf(projection: Projection, event: RecordedEvent): readonly string[] {
  try {
    return projection.keys(event);
  } catch {
    return [];
  }
}
