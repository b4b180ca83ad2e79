import type { RecordRow, SourceRecord } from '../records/source-record.js';
import { RowRejection } from '../values/rejection.js';
import { idOf } from '../values/slug.js';
import type { CompiledMapping } from './compile-mapping.js';

/** The ids of the streams that a record becomes. */
export interface RecordStreams {
  readonly id: string;
  readonly interactionId: string;
  readonly commitmentId: string;
}

/** The ids under which the record is stored; taken from the first row that names them. */
export function streamsOf({ key, rows }: SourceRecord, { mapping, idOf: read }: CompiledMapping): RecordStreams {
  const named = firstOf(rows, ({ cells }) => read(cells));
  const id = idOf(named ?? key);
  return {
    id,
    interactionId: mapping.opening === undefined ? id : `${id}-opening`,
    commitmentId: idOf(`${id}-due`),
  };
}

function firstOf<T>(rows: readonly RecordRow[], read: (row: RecordRow) => T | undefined): T | undefined {
  for (const row of rows) {
    try {
      const value = read(row);
      if (value !== undefined) return value;
    } catch (error) {
      if (!(error instanceof RowRejection)) throw error;
    }
  }
  return undefined;
}
