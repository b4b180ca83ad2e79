import type { Position } from '../domain/kernel/event.js';

export type Scalar = string | number | boolean;
/** A declared index: the fields in order. A query filters on a prefix by equality and may range over and order by the next field. */
export type Indexes = Readonly<Record<string, readonly string[]>>;

/** An event that could not be folded, or one of the same key that waits behind it. */
export interface WaitingEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}
export interface Parked {
  /** Why the first one could not be folded. */
  readonly reason: string;
  /** The first is the culprit. In order of position. */
  readonly events: readonly WaitingEvent[];
}

/** What is stored under a key: a document (null once deleted: a tombstone) and the position of the last event that went into it. */
export interface ViewRecord<D extends object = object> {
  readonly key: string;
  readonly position: Position;
  readonly document: D | null;
  readonly parked?: Parked;
}

export interface ViewWrite<D extends object = object> extends ViewRecord<D> {
  /** Whether the record was there when it was read: decides between replace and insert. */
  readonly existed: boolean;
}

export interface ViewFilter {
  /** Equality, or one of several. */
  readonly where?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  /** Half-open: from <= value < before. */
  readonly ranges?: readonly { readonly field: string; readonly from?: Scalar; readonly before?: Scalar }[];
}
export interface ViewQuery extends ViewFilter {
  /** The field to order by (with the key behind it, in the same direction); the key alone when absent. Never null in any document. */
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** Only what comes strictly after this place in the order. */
  readonly after?: { readonly value: Scalar | null; readonly key: string };
  readonly limit: number;
}

/** Which collection answers for a projection, which one is being built, and which one can be gone back to. */
export interface CatalogEntry {
  readonly projection: string;
  readonly active: Build | null;
  readonly building: Build | null;
  readonly previous: Build | null;
  /** Events that an operator gave up, which no build folds again. */
  readonly dropped?: readonly DroppedEvent[];
  /** Counts the changes of the entry: the guard of the next one. */
  readonly revision: number;
}
/** An event that does not go into the document of this key; it still goes into others. */
export interface DroppedEvent {
  readonly key: string;
  readonly eventId: string;
}
export interface Build {
  readonly collection: string;
  readonly version: number;
  readonly codeHash: string;
  /** When it was begun or taken up, ISO 8601 in UTC; absent: before this was noted. */
  readonly startedAt?: string;
  /** Name of the lease that a process holds which will complete it; absent: as above. */
  readonly lease?: string;
}

/** What reads the views. Errors (RapportError codes): VIEWS_UNAVAILABLE, NOT_INDEXED, NOT_FOUND (no such collection). */
export interface ViewStoreReader {
  collections(): Promise<readonly string[]>;
  /** The records under these keys, tombstones included; absent ones are left out. */
  load<D extends object>(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord<D>>>;
  find<D extends object>(
    collection: string,
    query: ViewQuery,
  ): Promise<readonly { readonly key: string; readonly document: D }[]>;
  count(collection: string, filter: ViewFilter): Promise<number>;
  /** Records with parked events, by key. */
  parked(collection: string, limit: number): Promise<readonly ViewRecord[]>;
  /** The position up to which the collection has taken in everything; null before the first page. */
  checkpoint(collection: string): Promise<Position | null>;
  /** Those of all collections, in one read; a collection before its first page is not among them. The same map as long as none has moved. */
  checkpoints(): Promise<ReadonlyMap<string, Position>>;
  catalog(): Promise<readonly CatalogEntry[]>;
  close(): Promise<void>;
}

/**
 * Where the views live. One suite (test/contract/view-store) says what every engine does. Nothing here needs a transaction: every write is
 * guarded by the position that made it (architecture.md, decision 5).
 *
 * Errors (RapportError codes): those of reading, DISK_FULL.
 */
export interface ViewStore extends ViewStoreReader {
  /** Makes the collection and its indexes; harmless when they are there. */
  create(collection: string, indexes: Indexes): Promise<void>;
  /** Removes the collection with its checkpoint; harmless when it is not there. */
  drop(collection: string): Promise<void>;

  /**
   * Writes each record whose stored position is less than its own. A stored position that is not less means somebody was ahead: harmless.
   * Returns the keys whose record turned out to exist at a lesser position though `existed` was false: read again, fold, write again.
   */
  write(collection: string, records: readonly ViewWrite[]): Promise<readonly string[]>;
  /** Replaces a record that still stands at this very position (parked events replayed or dropped). False: it has moved on. */
  amend(collection: string, record: ViewRecord): Promise<boolean>;
  saveCheckpoint(collection: string, position: Position): Promise<void>;
  /** Writes the entry if the stored one still has `entry.revision - 1` (0: none yet). False: somebody else changed it. */
  saveCatalog(entry: CatalogEntry): Promise<boolean>;

  /** Takes or prolongs a lease; false when somebody else holds it. */
  lease(name: string, owner: string, milliseconds: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
  /** Whether somebody holds the lease now. */
  isLeased(name: string): Promise<boolean>;
}
