import type { Collection, Db } from 'mongodb';
import type { Position } from '../../domain/kernel/event.js';
import type { Parked, ViewRecord } from '../view-store.js';

/** A record as MongoDB has it. Positions are text that sorts: they exceed what a number holds. */
export interface StoredRecord {
  readonly _id: string;
  /** Position: the guard of every write. */
  readonly _p: Position;
  /** Document; null for a tombstone. */
  readonly d: object | null;
  readonly parked?: Parked;
}

/** A view's collection, typed as what is stored in it. */
export const recordsOf = (db: Db, collection: string): Collection<StoredRecord> => db.collection<StoredRecord>(collection);

/** A record as MongoDB stores it: short names, for they stand in each document. */
export const toStored = ({ key, position, document, parked }: ViewRecord): StoredRecord => ({
  _id: key,
  _p: position,
  d: document,
  ...(parked && { parked }),
});

/** A record as it was written, of what MongoDB stores. */
export const fromStored = <D extends object>({ _id, _p, d, parked }: StoredRecord): ViewRecord<D> => ({
  key: _id,
  position: _p,
  document: d as D | null,
  ...(parked && { parked }),
});
