import type { Collection, Db } from 'mongodb';
import type { Position } from '../../domain/kernel/event.js';
import type { Parked, ViewRecord } from '../view-store.js';

/** A record as stored in MongoDB. Positions are sortable text, because they exceed the range of a number. */
export interface StoredRecord {
  readonly _id: string;
  /** The position, which guards every write. */
  readonly _p: Position;
  /** The document; null for a tombstone. */
  readonly d: object | null;
  readonly parked?: Parked;
}

/** A view's collection, typed with its stored records. */
export const recordsOf = (db: Db, collection: string): Collection<StoredRecord> => db.collection<StoredRecord>(collection);

/** Converts a record to its stored form. Field names are short, because each document repeats them. */
export const toStored = ({ key, position, document, parked }: ViewRecord): StoredRecord => ({
  _id: key,
  _p: position,
  d: document,
  ...(parked && { parked }),
});

/** Converts a stored record back. */
export const fromStored = <D extends object>({ _id, _p, d, parked }: StoredRecord): ViewRecord<D> => ({
  key: _id,
  position: _p,
  document: d as D | null,
  ...(parked && { parked }),
});
