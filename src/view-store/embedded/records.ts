import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SqlValue } from '../../sqlite/database.js';
import type { ViewRecord } from '../view-store.js';

/** JSON, or JSON deflated. */
export type StoredDocument = string | Uint8Array;
export type RecordRow = [key: string, position: string, document: StoredDocument | null, parked: string | null];
export const RECORD_COLUMNS = 'key, position, document, parked';

/**
 * Documents of so many characters are deflated, as MongoDB keeps all of its own: pages of lines and of trials say the same names again and again,
 * and take a quarter of the room. Writing less costs SQLite what deflating takes.
 */
const DEFLATED_FROM = 1_000;

function toStored(document: object): StoredDocument {
  const json = JSON.stringify(document);
  return json.length < DEFLATED_FROM ? json : deflateRawSync(json, { level: 1 });
}

export const fromStored = <D extends object>(stored: StoredDocument): D =>
  JSON.parse(typeof stored === 'string' ? stored : inflateRawSync(stored).toString()) as D;

export const contentOf = ({ document, parked }: ViewRecord): [document: SqlValue, parked: SqlValue] => [
  document && toStored(document),
  parked ? JSON.stringify(parked) : null,
];

/** The values of the columns that a document's indexed fields have. */
export function columnsOf(document: object | null, fields: readonly string[]): SqlValue[] {
  return fields.map((field) => {
    const value = document && valueAt(document, field);
    if (typeof value === 'string' || typeof value === 'number') return value;
    return typeof value === 'boolean' ? Number(value) : null;
  });
}

/** What a document has in a field, which may be a path. */
export function valueAt(document: object, field: string): unknown {
  let value: unknown = document;
  for (const name of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value;
}

export const fromRow = <D extends object>([key, position, document, parked]: RecordRow): ViewRecord<D> => ({
  key,
  position,
  document: document === null ? null : fromStored<D>(document),
  ...(parked === null ? {} : { parked: JSON.parse(parked) as NonNullable<ViewRecord['parked']> }),
});
