import type { SqlValue } from '../../sqlite/database.js';
import type { ViewRecord } from '../view-store.js';

export type RecordRow = [key: string, position: string, document: string | null, parked: string | null];
export const RECORD_COLUMNS = 'key, position, document, parked';

const toJson = (value: object | null | undefined): SqlValue => (value ? JSON.stringify(value) : null);

export const contentOf = (record: ViewRecord): [document: SqlValue, parked: SqlValue] => [
  toJson(record.document),
  toJson(record.parked),
];

export const fromRow = <D extends object>([key, position, document, parked]: RecordRow): ViewRecord<D> => ({
  key,
  position,
  document: document === null ? null : (JSON.parse(document) as D),
  ...(parked === null ? {} : { parked: JSON.parse(parked) as NonNullable<ViewRecord['parked']> }),
});
