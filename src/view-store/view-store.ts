import type { Position } from '../domain/kernel/event.js';

export type Scalar = string | number | boolean;
/** A declared index: its fields in order. A query filters by equality on a prefix, and may range over and order by the next field. */
export type Indexes = Readonly<Record<string, readonly string[]>>;

/** An event that could not be folded, or a later event of the same key that waits behind it. */
export interface WaitingEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}
export interface Parked {
  /** Why the first event could not be folded. */
  readonly reason: string;
  /** In order of position. The first is the event that could not be folded. */
  readonly events: readonly WaitingEvent[];
}

/** The stored state of a key: a document (null after deletion: a tombstone) and the position of the last event folded into it. */
export interface ViewRecord<D extends object = object> {
  readonly key: string;
  readonly position: Position;
  readonly document: D | null;
  readonly parked?: Parked;
}

export interface ViewWrite<D extends object = object> extends ViewRecord<D> {
  /** Whether the record existed when it was read. Decides between replace and insert. */
  readonly existed: boolean;
}

export interface ViewFilter {
  /** A field equals a value, or one of several values. */
  readonly where?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  /** Half-open: from <= value < before. */
  readonly ranges?: readonly { readonly field: string; readonly from?: Scalar; readonly before?: Scalar }[];
}
export interface ViewQuery extends ViewFilter {
  /** The field to order by, then by key in the same direction; by key alone when absent. Never null in any document. */
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** Returns only documents strictly after this place in the order. */
  readonly after?: { readonly value: Scalar | null; readonly key: string };
  readonly limit: number;
}

/** The builds of a projection: the active one, which serves queries, the one being built, and the one that a rollback returns to. */
export interface CatalogEntry {
  readonly projection: string;
  readonly active: Build | null;
  readonly building: Build | null;
  readonly previous: Build | null;
  /** Events that an operator gave up; no build folds them again. */
  readonly dropped?: readonly DroppedEvent[];
  /** Number of changes of the entry so far; the compare-and-set guard of the next change. */
  readonly revision: number;
}
/** An event that is not folded into the document of this key. It is still folded into other documents. */
export interface DroppedEvent {
  readonly key: string;
  readonly eventId: string;
}
export interface Build {
  readonly collection: string;
  readonly version: number;
  readonly codeHash: string;
  /** When the build was started or resumed, ISO 8601 in UTC. Absent in entries written before this field existed. */
  readonly startedAt?: string;
  /** Name of the lease of the process that will complete the build. Absent in entries written before this field existed. */
  readonly lease?: string;
}

/** Read access to the views. Errors (RapportError codes): VIEWS_UNAVAILABLE, NOT_INDEXED, NOT_FOUND (no such collection). */
export interface ViewStoreReader {
  collections(): Promise<readonly string[]>;
  /** The records of these keys, including tombstones. Keys without a record are left out. */
  load<D extends object>(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord<D>>>;
  find<D extends object>(
    collection: string,
    query: ViewQuery,
  ): Promise<readonly { readonly key: string; readonly document: D }[]>;
  count(collection: string, filter: ViewFilter): Promise<number>;
  /** Records with parked events, by key. */
  parked(collection: string, limit: number): Promise<readonly ViewRecord[]>;
  /** The position up to which all events are folded into the collection; null before the first page. */
  checkpoint(collection: string): Promise<Position | null>;
  /**
   * The checkpoints of all collections, in one read. Collections without a first page are left out. Returns the same map as long as no
   * checkpoint has moved.
   */
  checkpoints(): Promise<ReadonlyMap<string, Position>>;
  catalog(): Promise<readonly CatalogEntry[]>;
  close(): Promise<void>;
}

/**
 * The store of the views. The contract tests (test/contract/view-store) specify every engine. No method needs a transaction: every write
 * is guarded by the position that made it (architecture.md, "An event's way into a view").
 *
 * Errors (RapportError codes): those of reading, and DISK_FULL.
 */
export interface ViewStore extends ViewStoreReader {
  /** Creates the collection and its indexes; a no-op where they exist. */
  create(collection: string, indexes: Indexes): Promise<void>;
  /** Removes the collection and its checkpoint; a no-op when it does not exist. */
  drop(collection: string): Promise<void>;

  /**
   * Writes each record whose stored position is lower than its own. A stored position that is not lower means that another process is
   * ahead, which is harmless. Returns the keys of records that exist at a lower position although `existed` was false: the caller reads,
   * folds and writes them again.
   */
  write(collection: string, records: readonly ViewWrite[]): Promise<readonly string[]>;
  /**
   * Replaces a record that is still at exactly this position (parked events were replayed or dropped). Returns false when it has moved
   * on.
   */
  amend(collection: string, record: ViewRecord): Promise<boolean>;
  saveCheckpoint(collection: string, position: Position): Promise<void>;
  /**
   * Writes the entry if the stored one still has `entry.revision - 1` (0: no entry yet). Returns false when another process has changed
   * it.
   */
  saveCatalog(entry: CatalogEntry): Promise<boolean>;

  /** Acquires or renews a lease. Returns false when another owner holds it. */
  lease(name: string, owner: string, milliseconds: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
  /** Whether any owner holds the lease now. */
  isLeased(name: string): Promise<boolean>;
}
