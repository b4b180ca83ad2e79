import type { Position } from '../../domain/kernel/event.js';
import type { SqlValue } from '../../sqlite/database.js';
import type { ViewWrite } from '../view-store.js';
import { columnsOf } from './records.js';
import type { DocumentText } from './stored-documents.js';
import { columnFields, type Table } from './tables.js';

/** A record about to be written, in texts alone: they go from thread to thread at the price of a copy. */
export interface WrittenRow extends DocumentText {
  readonly key: string;
  readonly position: Position;
  readonly parked: string | null;
  /** What the fields of the table's indexes hold, in the order of `columnFields`. */
  readonly columns: readonly SqlValue[];
  readonly existed: boolean;
}

/** Characters of JSON made at once: a page of a catch-up, all in JSON, is tens of megabytes. */
const SLICE = 250_000;

/** The rows of records, some of them at a time; no slice at all for no records. */
export function* slicesOf(table: Table, records: readonly ViewWrite[]): Generator<readonly WrittenRow[]> {
  const fields = columnFields(table);
  let slice: WrittenRow[] = [];
  let characters = 0;
  for (const { key, position, document, parked, existed } of records) {
    const json = document && JSON.stringify(document);
    const shape = document ? Object.keys(document).join() : '';
    const columns = columnsOf(document, fields);
    slice.push({ key, position, json, shape, parked: parked ? JSON.stringify(parked) : null, columns, existed });
    characters += json?.length ?? 0;
    if (characters < SLICE) continue;
    yield slice;
    [slice, characters] = [[], 0];
  }
  if (slice.length > 0) yield slice;
}
