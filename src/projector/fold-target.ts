import { LRUCache } from 'lru-cache';
import type { Projection } from '../../projections/kit/projection.js';
import { START, type RecordedEvent, type Position } from '../domain/kernel/event.js';
import type { Parked, ViewRecord, ViewWrite, WaitingEvent, DroppedEvent, ViewStore } from '../view-store/view-store.js';

/** The reference to an event that waits, by which it can be read from the log again. */
export const waiting = ({ id, type, stream, revision, position }: RecordedEvent): WaitingEvent => ({
  id,
  type,
  stream,
  revision,
  position,
});

/**
 * Folds these events, in order, into the document of one key. Returns undefined when none of them is newer than the stored record, or
 * when there is still no document. The first event that cannot be folded is parked with its reason, and later events wait behind it:
 * the document keeps its state from before that event (operations.md, "Parked events").
 */
export function foldKey(
  projection: Projection,
  key: string,
  stored: ViewRecord | undefined,
  events: readonly RecordedEvent[],
): ViewWrite | undefined {
  const position = stored?.position ?? START;
  const fresh = after(events, position);
  const last = fresh.at(-1);
  if (last === undefined) return undefined;
  let document = stored?.document ?? null;
  let parked: Parked | undefined = stored?.parked;
  for (const event of fresh) {
    if (parked) {
      parked = { ...parked, events: [...parked.events, waiting(event)] };
      continue;
    }
    try {
      document = projection.evolve(document, event, key);
    } catch (error) {
      parked = { reason: error instanceof Error ? error.message : String(error), events: [waiting(event)] };
    }
  }
  // There was no record and there still is no document: do not write a tombstone for every key that an event could have touched.
  if (stored === undefined && document === null && parked === undefined) return undefined;
  return { key, position: last.position, document, existed: stored !== undefined, ...(parked && { parked }) };
}

const CACHED_DOCUMENTS = 700;
/**
 * Keeps documents in memory between pages, so that a key that is written often is not loaded each time. Limited by a sum of sizes (each
 * counts 1), because with `max` the cache preallocates: a millisecond and a megabyte for each target at each start.
 */
export const documentCache = () => new LRUCache<string, ViewWrite>({ maxSize: CACHED_DOCUMENTS, sizeCalculation: () => 1 });
/** A conflict with another process that creates the same documents resolves within one round; more rounds indicate a bug. */
export const MAX_ROUNDS = 5;

/** Folds one projection into one collection. Takes pages of events in log order. */
export interface Target {
  readonly projection: Projection;
  readonly collection: string;
  /** The position up to which all events are folded, as of the last page or `resume`. */
  readonly position: Position;
  /** Clears the in-memory state and continues from the stored checkpoint: after an error, a lost lease, or at a start. */
  resume(): Promise<Position>;
  /**
   * Folds a page: writes the documents first, then the checkpoint. After a crash between the two the page is folded again, which
   * changes nothing.
   */
  take(page: readonly RecordedEvent[]): Promise<void>;
}

/**
 * The events of a page (in log order) after a position. Finds the first such event and slices: a check of each event for each view
 * takes a fiftieth of a catch-up.
 */
export const after = (page: readonly RecordedEvent[], reached: Position): readonly RecordedEvent[] => {
  const first = page.findIndex(({ position }) => position > reached);
  return first === -1 ? [] : page.slice(first);
};

/** Maps events to the keys of the documents that they change. */
export class TargetKeys {
  private readonly handled: ReadonlySet<string>;
  private readonly dropped: ReadonlySet<string>;

  constructor(
    private readonly projection: Projection,
    dropped: readonly DroppedEvent[] = [],
  ) {
    this.handled = new Set(projection.handles);
    this.dropped = new Set(dropped.map(({ key, eventId }) => `${eventId} ${key}`));
  }

  handles({ type }: RecordedEvent): boolean {
    return this.handled.has(type);
  }

  /** Groups the events by key, in order. */
  group(events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> {
    const groups = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      if (!this.handles(event)) continue;
      for (const key of this.keysOf(event)) {
        if (this.dropped.size > 0 && this.dropped.has(`${event.id} ${key}`)) continue;
        const group = groups.get(key);
        if (group) group.push(event);
        else groups.set(key, [event]);
      }
    }
    return groups;
  }

  /** An event whose keys cannot be determined is parked under its stream, so that it is visible and blocks no other event. */
  private keysOf(event: RecordedEvent): readonly string[] {
    try {
      return this.projection.keys(event);
    } catch {
      return [`!${event.stream}`];
    }
  }
}

/**
 * Folds a projection whose documents depend on events alone. Takes pages of events in log order. Writing a page twice, or from two
 * projectors at once, leaves the same documents (architecture.md, "An event's way into a view").
 */
export class FoldTarget implements Target {
  private readonly keys: TargetKeys;
  private readonly cache = documentCache();
  private reached: Position = START;

  constructor(
    readonly projection: Projection,
    readonly collection: string,
    private readonly store: ViewStore,
    dropped?: readonly DroppedEvent[],
  ) {
    this.keys = new TargetKeys(projection, dropped);
  }

  /** The position up to which all events are folded, as of the last page or `resume`. */
  get position(): Position {
    return this.reached;
  }

  /** Clears the in-memory state and continues from the stored checkpoint: after an error, a lost lease, or at a start. */
  async resume(): Promise<Position> {
    this.cache.clear();
    this.reached = (await this.store.checkpoint(this.collection)) ?? START;
    return this.reached;
  }

  /**
   * Folds a page: writes the documents first, then the checkpoint. After a crash between the two the page is folded again, which
   * changes nothing.
   */
  async take(page: readonly RecordedEvent[]): Promise<void> {
    const last = page.at(-1);
    if (last === undefined || last.position <= this.reached) return;
    let groups = this.keys.group(after(page, this.reached));
    for (let round = 0; groups.size > 0; round += 1) {
      if (round === MAX_ROUNDS) throw new Error(`${this.collection}: another process keeps changing ${groups.size} documents`);
      groups = await this.fold(groups);
    }
    await this.store.saveCheckpoint(this.collection, last.position);
    this.reached = last.position;
  }

  /** Folds and writes the groups. Returns those that must be folded again, because another process has just created their documents. */
  private async fold(groups: ReadonlyMap<string, RecordedEvent[]>): Promise<Map<string, RecordedEvent[]>> {
    const unknown = [...groups.keys()].filter((key) => !this.cache.has(key));
    const loaded = unknown.length > 0 ? await this.store.load(this.collection, unknown) : new Map<string, never>();
    const writes: ViewWrite[] = [];
    for (const [key, events] of groups) {
      const stored = this.cache.get(key) ?? loaded.get(key);
      const write = foldKey(this.projection, key, stored, events);
      if (write) writes.push(write);
    }
    if (writes.length === 0) return new Map();
    const behind = new Set(await this.store.write(this.collection, writes));
    for (const write of writes) {
      // An operator may change parked records, so do not cache them.
      if (behind.has(write.key) || write.parked) this.cache.delete(write.key);
      else this.cache.set(write.key, { ...write, existed: true });
    }
    return new Map([...groups].filter(([key]) => behind.has(key)));
  }
}
