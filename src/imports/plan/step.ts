import type { CommandClass } from '../../domain/kernel/command.js';
import type { CommandSpec, Mapping, OneOrMany, RegisterPart, StandIn, TeamsPart } from '../mapping/mapping.js';
import { actorReader, type FieldReaders } from '../values/field-reader.js';
import type { Cells } from '../values/cells.js';
import type { Columns } from '../values/columns.js';
import type { Times } from '../values/time-reader.js';
import { COMMAND_CATALOG, wordFieldsOf } from './command-catalog.js';
import type { Scope } from './row-commands.js';
import type { RowDraft } from './row-draft.js';
import { RowRejection } from '../values/rejection.js';
import { foldedName, slug } from '../values/slug.js';

/** One part of a mapping, applied to a row. Throws RowRejection to reject the whole row. */
export type Step = (draft: RowDraft) => void;

/** The context in which a part of a mapping is compiled, once the file's columns are known. */
export interface CompileContext {
  readonly mapping: Mapping;
  readonly columns: Columns;
  readonly times: Times;
  readonly fields: FieldReaders;
  readonly teamOf: RegisterReader;
  readonly departmentOf: RegisterReader;
  /** A row's cells as the document with an empty list would have them; undefined where array elements are not rows. */
  readonly withoutElement: ((cells: Cells) => Cells) | undefined;
}

/** Reads the first of several time columns that has a value. */
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

/**
 * Compiles a command of a mapping, about the ticket or about the contact in which it was opened: sent when its condition
 * holds.
 */
export function commandStep(
  { command, fields: specs, when, row, actor }: CommandSpec,
  field: string,
  { columns, fields }: CompileContext,
  usual: Scope = 'ROW',
) {
  const scope = row === 'last' ? 'RECORD' : usual;
  const holds = columns.test(when, `${field}.when`);
  // Words never identify a row, because they may be edited and events hold nothing of them, not even a hash. So their columns
  // are not tracked.
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
    if ((row === 'last' && !draft.isLast) || (row === 'first' && !draft.isToldAsFirst) || !holds(cells)) return;
    const send = () => {
      if (aggregate === 'interaction') draft.sendToContact(command, read(cells), at, actorOf?.(cells), scope);
      else draft.send(command, read(cells), at, actorOf?.(cells), scope);
    };
    if (row === 'later') draft.unlessFirst(send);
    else send();
  };
}

/** Reads a row's team or department: the declared stand-in where the row names none; undefined without one. */
export type RegisterReader = (cells: Cells) => StandIn | undefined;

/**
 * Derives a register's entries from a column: the id is the slug of the name, unless declared otherwise. Different names with
 * the same id reject the row. Names that differ only in case and white space are one entry, with the first spelling.
 */
export function registerReader(
  { column, id, name, whenMissing, nobody = [] }: RegisterPart & Pick<TeamsPart, 'nobody'>,
  field: string,
  columns: Columns,
): RegisterReader {
  if (column === undefined) return () => whenMissing;
  const own = columns.reader(column, `${field}.column`);
  const readId = id === undefined ? own : columns.template(id, `${field}.id`);
  const readName = name === undefined ? own : columns.template(name, `${field}.name`);
  const isNobody = new Set([nobody].flat());
  const byText = new Map<string, StandIn>();
  const byId = new Map<string, StandIn>();
  return (cells) => {
    const [text, idText, nameText] = [own(cells), readId(cells), readName(cells)];
    if (text !== undefined && isNobody.has(text)) return undefined;
    if (text === undefined || idText === undefined || nameText === undefined) return whenMissing;
    const cached = byText.get(idText);
    if (cached !== undefined) return cached;
    const entry = { id: slug(idText), name: nameText.trim().replace(/\s+/g, ' ') };
    const other = byId.get(entry.id);
    if (other !== undefined && foldedName(other.name) !== foldedName(entry.name)) {
      throw new RowRejection(
        'ID_COLLISION',
        `"${entry.name}" and "${other.name}" would both have the id "${entry.id}": declare another ${field}.id`,
        `${column}: two names would have the same id: declare another ${field}.id`,
      );
    }
    byId.set(entry.id, entry);
    byText.set(idText, other ?? entry);
    return other ?? entry;
  };
}
