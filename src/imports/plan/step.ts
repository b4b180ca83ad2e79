import type { CommandClass } from '../../domain/kernel/command.js';
import type { CommandSpec, Mapping, OneOrMany } from '../mapping/mapping.js';
import { actorReader, type FieldReaders } from '../values/field-reader.js';
import type { Cells } from '../values/cells.js';
import type { Columns } from '../values/columns.js';
import type { Times } from '../values/time-reader.js';
import { COMMAND_CATALOG, wordFieldsOf } from './command-catalog.js';
import type { RegisterReader } from './registers.js';
import type { Scope } from './row-commands.js';
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

/** The first of some time columns that is there. */
export function firstTime(columns: OneOrMany<string>, field: string, times: Times): (cells: Cells) => string | undefined {
  const readers = (typeof columns === 'string' ? [columns] : columns).map((column) => times.reader(column, field));
  return (cells) => {
    for (const read of readers) {
      const at = read(cells);
      if (at !== undefined) return at;
    }
    return undefined;
  };
}

/** A command that a mapping names, about the ticket or about the contact in which it was opened: sent when its condition holds. */
export function commandStep(
  { command, fields: specs, when, row, actor }: CommandSpec,
  field: string,
  { columns, fields }: CompileContext,
  usual: Scope = 'ROW',
) {
  const scope = row === 'last' ? 'RECORD' : usual;
  const holds = columns.test(when, `${field}.when`);
  // By what people wrote no row is known: it may be edited, and events hold nothing of it, not even a hash.
  const isWords = ([name]: readonly [string, unknown]) => wordFieldsOf(command).has(name);
  const [said, told] = [true, false].map((of) =>
    Object.fromEntries(Object.entries(specs ?? {}).filter((one) => isWords(one) === of)),
  );
  const readTold = fields.fields(told, `${field}.fields`);
  const readSaid = columns.untracked(() => fields.fields(said, `${field}.fields`));
  const read = (cells: Cells) => ({ ...readTold(cells), ...readSaid(cells) });
  const actorOf = actor && actorReader(actor, `${field}.actor`, columns);
  const { aggregate } = (COMMAND_CATALOG.get(command) as CommandClass).definition;
  return (draft: RowDraft, at?: string): void => {
    const { cells } = draft.row;
    if ((row === 'last' ? !draft.isLast : row !== undefined && (row === 'first') !== draft.opens) || !holds(cells)) return;
    if (aggregate === 'interaction') draft.sendToContact(command, read(cells), at, actorOf?.(cells), scope);
    else draft.send(command, read(cells), at, actorOf?.(cells), scope);
  };
}
