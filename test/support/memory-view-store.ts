import { RapportError } from '../../src/domain/kernel/errors.js';
import type { Position } from '../../src/domain/kernel/event.js';
import { indexForCount, indexForFind } from '../../src/view-store/index-choice.js';
import { checkCollectionName, checkFieldName } from '../../src/view-store/names.js';
import type {
  CatalogEntry,
  Indexes,
  Scalar,
  ViewFilter,
  ViewQuery,
  ViewRecord,
  ViewStore,
  ViewWrite,
} from '../../src/view-store/view-store.js';

interface Collection {
  indexes: Indexes;
  checkpoint: Position | null;
  /** The records as JSON, so that every reader gets its own copy. */
  readonly records: Map<string, { readonly position: Position; readonly json: string }>;
}
interface Row {
  readonly key: string;
  readonly document: object;
}

/** A ViewStore in memory for tests, which passes the same contract suites as the engines. Executes each call in one step. */
export class MemoryViewStore implements ViewStore {
  private readonly byName = new Map<string, Collection>();
  private readonly entries = new Map<string, CatalogEntry>();
  private readonly leases = new Map<string, { readonly owner: string; readonly expiresAt: number }>();
  private closed = false;

  /** @param now the current time, by which leases expire, in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** Simulates that somebody empties the database, or restores a catalog from before any entry. */
  lose(what: 'EVERYTHING' | 'CATALOG'): void {
    this.entries.clear();
    if (what === 'CATALOG') return;
    this.byName.clear();
    this.leases.clear();
  }

  async collections(): Promise<readonly string[]> {
    this.checkOpen();
    return [...this.byName.keys()];
  }

  async load<D extends object>(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord<D>>> {
    const { records } = this.found(collection);
    return new Map(
      keys.flatMap((key) => (records.has(key) ? [[key, JSON.parse(records.get(key)!.json) as ViewRecord<D>] as const] : [])),
    );
  }

  async find<D extends object>(collection: string, query: ViewQuery): Promise<readonly { key: string; document: D }[]> {
    checkFields(query);
    indexForFind(Object.values(this.found(collection).indexes), query);
    return pageOf(this.rows(collection), query) as { key: string; document: D }[];
  }

  async count(collection: string, filter: ViewFilter): Promise<number> {
    checkFields(filter);
    indexForCount(Object.values(this.found(collection).indexes), filter);
    return this.rows(collection).filter(admittedBy(filter)).length;
  }

  async parked(collection: string, limit: number): Promise<readonly ViewRecord[]> {
    return this.recordsOf(collection)
      .filter(({ parked }) => parked !== undefined)
      .sort((a, b) => compare(a.key, b.key))
      .slice(0, limit);
  }

  async checkpoint(collection: string): Promise<Position | null> {
    this.checkOpen();
    return this.byName.get(collection)?.checkpoint ?? null;
  }

  async checkpoints(): Promise<ReadonlyMap<string, Position>> {
    this.checkOpen();
    return new Map(
      [...this.byName].flatMap(([name, { checkpoint }]) => (checkpoint === null ? [] : [[name, checkpoint] as const])),
    );
  }

  async catalog(): Promise<readonly CatalogEntry[]> {
    this.checkOpen();
    return [...this.entries.values()].sort((a, b) => compare(a.projection, b.projection));
  }

  async create(collection: string, indexes: Indexes): Promise<void> {
    this.checkOpen();
    checkCollectionName(collection);
    Object.values(indexes).flat().forEach(checkFieldName);
    const known = this.byName.get(collection);
    if (known) known.indexes = indexes;
    else this.byName.set(collection, { indexes, checkpoint: null, records: new Map() });
  }

  async drop(collection: string): Promise<void> {
    this.checkOpen();
    this.byName.delete(collection);
  }

  async write(collection: string, writes: readonly ViewWrite[]): Promise<readonly string[]> {
    const { records } = this.found(collection);
    const behind: string[] = [];
    for (const { existed, ...record } of writes) {
      const stored = records.get(record.key);
      if (existed ? stored !== undefined && stored.position < record.position : stored === undefined) this.put(records, record);
      else if (!existed && stored!.position < record.position) behind.push(record.key);
    }
    return behind;
  }

  async amend(collection: string, record: ViewRecord): Promise<boolean> {
    const { records } = this.found(collection);
    if (records.get(record.key)?.position !== record.position) return false;
    this.put(records, record);
    return true;
  }

  async saveCheckpoint(collection: string, position: Position): Promise<void> {
    const found = this.found(collection);
    if ((found.checkpoint ?? '') < position) found.checkpoint = position;
  }

  async saveCatalog(entry: CatalogEntry): Promise<boolean> {
    this.checkOpen();
    if ((this.entries.get(entry.projection)?.revision ?? 0) !== entry.revision - 1) return false;
    this.entries.set(entry.projection, entry);
    return true;
  }

  async lease(name: string, owner: string, milliseconds: number): Promise<boolean> {
    this.checkOpen();
    return this.leaseAt(this.now(), name, owner, milliseconds);
  }

  /** Like `lease`, with the caller's clock: each simulated process has its own. */
  leaseAt(now: number, name: string, owner: string, milliseconds: number): boolean {
    const held = this.leases.get(name);
    if (held && held.owner !== owner && held.expiresAt > now) return false;
    this.leases.set(name, { owner, expiresAt: now + milliseconds });
    return true;
  }

  /** Whether an owner holds a lease, or was its last holder. */
  isHolder(owner: string): boolean {
    return [...this.leases.values()].some((lease) => lease.owner === owner);
  }

  async release(name: string, owner: string): Promise<void> {
    this.checkOpen();
    if (this.leases.get(name)?.owner === owner) this.leases.delete(name);
  }

  async isLeased(name: string): Promise<boolean> {
    this.checkOpen();
    return (this.leases.get(name)?.expiresAt ?? 0) > this.now();
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  private put(records: Collection['records'], record: ViewRecord): void {
    records.set(record.key, { position: record.position, json: JSON.stringify(record) });
  }

  /** All records, tombstones and parked ones included. */
  recordsOf(collection: string): ViewRecord[] {
    return [...this.found(collection).records.values()].map(({ json }) => JSON.parse(json) as ViewRecord);
  }

  private rows(collection: string): Row[] {
    return this.recordsOf(collection).flatMap(({ key, document }) => (document === null ? [] : [{ key, document }]));
  }

  private found(collection: string): Collection {
    this.checkOpen();
    const found = this.byName.get(collection);
    if (!found) throw new RapportError('NOT_FOUND', `There is no collection "${collection}"`, { field: 'collection' });
    return found;
  }

  private checkOpen(): void {
    if (this.closed) throw new RapportError('VIEWS_UNAVAILABLE', 'The view store is closed');
  }
}

/** The rows that match a query, in its order. */
export function pageOf<R extends Row>(
  rows: readonly R[],
  { orderBy, descending = false, after, limit, ...filter }: ViewQuery,
): R[] {
  const sign = descending ? -1 : 1;
  const isHeld = orderBy !== undefined && filter.where?.[orderBy] !== undefined && !Array.isArray(filter.where[orderBy]);
  const valueOf = ({ document }: Row) => (orderBy === undefined || isHeld ? null : fieldOf(document, orderBy));
  const order = (a: Row, b: Row) => sign * (compare(valueOf(a), valueOf(b)) || compare(a.key, b.key));
  const last = after && { ...after, value: isHeld ? null : after.value };
  const isBeyond = (row: Row) => !last || sign * (compare(valueOf(row), last.value) || compare(row.key, last.key)) > 0;
  return rows.filter(admittedBy(filter)).filter(isBeyond).sort(order).slice(0, limit);
}

export const admittedBy =
  ({ where = {}, ranges = [] }: ViewFilter) =>
  ({ document }: Row): boolean =>
    Object.entries(where).every(([field, wanted]) => ([] as unknown[]).concat(wanted).includes(fieldOf(document, field))) &&
    ranges.every(({ field, from, before }) => {
      const value = fieldOf(document, field);
      // Only values of the same type as the bounds match.
      if (value === null || typeof value !== typeof (from ?? before)) return false;
      return (from === undefined || compare(value, from) >= 0) && (before === undefined || compare(value, before) < 0);
    });

function fieldOf(document: object, path: string): Scalar | null {
  let value: unknown = document;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return (value as Scalar | undefined) ?? null;
}

/** Null sorts before numbers (true and false as 1 and 0), and these before texts, which are in byte order. */
function compare(a: Scalar | null, b: Scalar | null): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  const rank = (value: Scalar | null) => (value === null ? 0 : typeof value === 'string' ? 2 : 1);
  return rank(a) - rank(b) || Number(a) - Number(b);
}

function checkFields({ where = {}, ranges = [], ...query }: ViewFilter & Partial<ViewQuery>): void {
  for (const field of [...Object.keys(where), ...ranges.map((range) => range.field)]) checkFieldName(field);
  if (query.orderBy !== undefined) checkFieldName(query.orderBy);
}
