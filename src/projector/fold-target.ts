import { LRUCache } from 'lru-cache';
import type { Projection } from '../../projections/kit/projection.js';
import { START, type RecordedEvent, type Position } from '../domain/kernel/event.js';
import type { Parked, ViewRecord, ViewWrite, WaitingEvent, DroppedEvent, ViewStore } from '../view-store/view-store.js';

/** Where an event stands, so that it can be read again when its time comes. */
export const waiting = ({ id, type, stream, revision, position }: RecordedEvent): WaitingEvent => ({
  id,
  type,
  stream,
  revision,
  position,
});

/**
 * One key's document after these events, in order; undefined when none of them is new to it or there is still no document. The first event that cannot be folded is
 * parked with its reason and the later ones wait behind it: the document stays what it was before (architecture.md, decision 8).
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
  // Nothing was and nothing is: no tombstone for each key that an event merely might have touched.
  if (stored === undefined && document === null && parked === undefined) return undefined;
  return { key, position: last.position, document, existed: stored !== undefined, ...(parked && { parked }) };
}

const CACHED_DOCUMENTS = 700;
/**
 * Documents kept in memory between pages, so that a key that is written often is not read each time. As a sum of sizes: the cache sets room aside
 * for a `max` at once, a millisecond and a megabyte for each target of each start.
 */
export const documentCache = () => new LRUCache<string, ViewWrite>({ maxSize: CACHED_DOCUMENTS, sizeCalculation: () => 1 });
/** Somebody else creating the same documents at the same time settles within a round; more rounds mean a defect. */
export const MAX_ROUNDS = 5;

/** One projection writing into one collection: takes pages of events in the order of the log. */
export interface Target {
  readonly projection: Projection;
  readonly collection: string;
  /** Position up to which everything is folded, as of the last page or `resume`. */
  readonly position: Position;
  /** Forgets what is kept in memory and goes on from the stored checkpoint: after an error, a lost lease, a start. */
  resume(): Promise<Position>;
  /** Folds a page: documents first, then the checkpoint. A crash between the two costs a repeat and changes nothing. */
  take(page: readonly RecordedEvent[]): Promise<void>;
}

/** What of a page, which is in the order of the log, comes after a position. To ask each event of each view takes a fiftieth of a catch-up. */
export const after = (page: readonly RecordedEvent[], reached: Position): readonly RecordedEvent[] => {
  const first = page.findIndex(({ position }) => position > reached);
  return first === -1 ? [] : page.slice(first);
};

/** Which documents events are for. */
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

  /** The events of each key, in order. */
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

  /** An event that not even a key can be read from is parked under its stream, so that it is seen and stops nobody else. */
  private keysOf(event: RecordedEvent): readonly string[] {
    try {
      return this.projection.keys(event);
    } catch {
      return [`!${event.stream}`];
    }
  }
}

/**
 * A projection whose documents are made of events: takes pages of events in the order of the log. Writing a page twice, or from two projectors
 * at once, leaves the same documents (architecture.md, decision 5).
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

  /** Position up to which everything is folded, as of the last page or `resume`. */
  get position(): Position {
    return this.reached;
  }

  /** Forgets what is kept in memory and goes on from the stored checkpoint: after an error, a lost lease, a start. */
  async resume(): Promise<Position> {
    this.cache.clear();
    this.reached = (await this.store.checkpoint(this.collection)) ?? START;
    return this.reached;
  }

  /** Folds a page: documents first, then the checkpoint. A crash between the two costs a repeat and changes nothing. */
  async take(page: readonly RecordedEvent[]): Promise<void> {
    const last = page.at(-1);
    if (last === undefined || last.position <= this.reached) return;
    let groups = this.keys.group(after(page, this.reached));
    for (let round = 0; groups.size > 0; round += 1) {
      if (round === MAX_ROUNDS) throw new Error(`${this.collection}: ${groups.size} documents keep changing under the projector`);
      groups = await this.fold(groups);
    }
    await this.store.saveCheckpoint(this.collection, last.position);
    this.reached = last.position;
  }

  /** Folds and writes the groups; returns those that must be folded again on a document that somebody else has just made. */
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
      // Parked records may be changed by an operator: they are read again each time.
      if (behind.has(write.key) || write.parked) this.cache.delete(write.key);
      else this.cache.set(write.key, { ...write, existed: true });
    }
    return new Map([...groups].filter(([key]) => behind.has(key)));
  }
}
