import type { Mapping } from '../mapping/mapping.js';
import type { Columns } from '../values/columns.js';
import type { FieldReaders } from '../values/field-reader.js';
import type { Times } from '../values/times.js';
import type { RegisterReader } from './register-reader.js';
import type { RowDraft } from './row-draft.js';

/** One part of a mapping at work on a row. Throws RowRejection to reject the row whole. */
export type Step = (draft: RowDraft) => void;

/** What a part of a mapping is compiled with, once the file's columns are known. */
export interface CompileContext {
  readonly mapping: Mapping;
  readonly columns: Columns;
  readonly times: Times;
  readonly fields: FieldReaders;
  readonly teamOf: RegisterReader;
  readonly departmentOf: RegisterReader;
}
