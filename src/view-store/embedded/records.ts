import type { SqlValue } from '../../sqlite/database.js';
import type { ViewRecord } from '../view-store.js';

export type RecordRow = [key: string, position: string, document: string | null, parked: string | null];
export const RECORD_COLUMNS = 'key, position, document, parked';

const toJson = (value: object | null | undefined): SqlValue => (value ? JSON.stringify(value) : null);

export const contentOf = (record: ViewRecord): [document: SqlValue, parked: SqlValue] => [
  toJson(record.document),
  toJson(record.parked),
];

/** The values of the columns that a document's indexed fields have. */
export function columnsOf(document: object | null, fields: readonly string[]): SqlValue[] {
  return fields.map((field) => {
    let value: unknown = document;
    for (const name of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
    if (typeof value === 'string' || typeof value === 'number') return value;
    return typeof value === 'boolean' ? Number(value) : null;
  });
}

export const fromRow = <D extends object>([key, position, document, parked]: RecordRow): ViewRecord<D> => ({
  key,
  position,
  document: document === null ? null : (JSON.parse(document) as D),
  ...(parked === null ? {} : { parked: JSON.parse(parked) as NonNullable<ViewRecord['parked']> }),
});
