import type { SqlValue } from '../../sqlite/database.js';
import type { ViewRecord } from '../view-store.js';
import { DOCUMENT_COLUMNS, type StoredDocument, type StoredDocuments } from './stored-documents.js';

export type RecordRow = [
  key: string,
  position: string,
  parked: string | null,
  document: StoredDocument | null,
  block: Uint8Array | null,
];
export const RECORD_COLUMNS = `key, position, parked, ${DOCUMENT_COLUMNS}`;

/** The column values of a document's indexed fields. */
export function columnsOf(document: object | null, fields: readonly string[]): SqlValue[] {
  return fields.map((field) => {
    const value = document && valueAt(document, field);
    if (typeof value === 'string' || typeof value === 'number') return value;
    return typeof value === 'boolean' ? Number(value) : null;
  });
}

/** The value of a field in a document. The field may be a path. */
export function valueAt(document: object, field: string): unknown {
  let value: unknown = document;
  for (const name of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value;
}

/** Restores a record from a row of its table. */
export const fromRow = <D extends object>(
  [key, position, parked, document, block]: RecordRow,
  documents: StoredDocuments,
): ViewRecord<D> => ({
  key,
  position,
  document: document === null ? null : documents.restore<D>([document, block]),
  ...(parked === null ? {} : { parked: JSON.parse(parked) as NonNullable<ViewRecord['parked']> }),
});
