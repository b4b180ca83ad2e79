import type { Command, HeldBack, SilentRow } from '../../domain/kernel/command.js';
import type { ChangePart, CommandSpec, Mapping } from '../mapping/mapping.js';
import { COMMAND_CATALOG, wordFieldsOf } from './command-catalog.js';
import type { Identity } from './identify-rows.js';
import type { PriorRecord } from './prior-record.js';
import type { CommandOrigin, RowActor, RowCommands, Values } from './row-commands.js';

/** Commands that are compared with the stream, and produce no event where it already has the same. */
const COMPARED_WITH_RECORD: ReadonlySet<string> = new Set(['CategoriseTicket', 'PrioritiseTicket', 'LinkTicket']);
export const isComparedWithRecord = ({ command }: ChangePart): boolean => COMPARED_WITH_RECORD.has(command);

/** Whether a change applies to every row except a record's first, because its columns are those that distinguish rows. */
export const isOfEachRow = ({ columns }: ChangePart, { record, occurredAt }: Mapping): boolean => {
  const apart = new Set([...(record.history ?? []), ...[occurredAt].flat()]);
  return columns.some((column) => apart.has(column));
};

/** Whether it matters which row of a history is its ticket's first, because other rows cause commands that the first does not. */
export function isFirstRowOther(mapping: Mapping): boolean {
  const { fidelity, opening, changes = [], events } = mapping;
  if (fidelity !== 'HISTORY' || opening === undefined) return false;
  const activities = [events?.otherwise ?? [], ...Object.values(events?.values ?? {})].flat();
  const isOfLater = (spec: object) => (spec as Partial<CommandSpec>).row === 'later';
  return (
    [...activities.filter((spec) => typeof spec === 'object'), ...changes].some(isOfLater) ||
    changes.some((part) => part.onFirstRow !== true && !isComparedWithRecord(part) && isOfEachRow(part, mapping))
  );
}

/** A row that was taken for its ticket's first, with the commands that it causes if it turns out not to be. */
export type FirstRow = SilentRow & Required<Pick<SilentRow, 'heldBack'>>;
const isFirstRow = (row: SilentRow): row is FirstRow => row.heldBack !== undefined;

/** A command that the first row would cause if it were not the first. Without words, which no event may hold. */
export function heldBack(
  command: string,
  values: Values,
  { automatic, actor: own }: CommandOrigin,
  actor: RowActor = own,
): HeldBack {
  const words = wordFieldsOf(command);
  const kept = Object.entries(values).filter(([field]) => !words.has(field));
  const { kind, ref } = actor;
  return {
    command,
    values: Object.fromEntries(kept),
    actor: { kind: automatic ? 'SYSTEM' : kind, ...(ref !== undefined && { ref }) },
  };
}

/** The earliest first row on record. */
export function firstRowOf({ ticket }: PriorRecord): FirstRow | undefined {
  return ticket.silentRows
    .filter(isFirstRow)
    .reduce<FirstRow | undefined>((first, row) => (first && first.at <= row.at ? first : row), undefined);
}

/**
 * The commands of rows that were once taken for the first, now that an earlier row is in the file or the log. Leaves out rows
 * that the file contains, and commands already on record.
 */
export function toldAfterAll(
  known: PriorRecord,
  identified: readonly Identity[],
  key: string,
  commands: RowCommands,
): { readonly ticket: readonly Command[]; readonly interaction: readonly Command[] } {
  const rows = known.ticket.silentRows.filter(isFirstRow);
  const first = [...rows, ...identified]
    .map(({ at }) => at)
    .filter((at) => at !== '')
    .reduce((a, b) => (a < b ? a : b), '9');
  const ids = new Set(identified.map(({ id }) => id));
  const told = rows
    .filter(({ id, at }) => at > first && !ids.has(id))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap(({ id, at, content, heldBack }) => {
      const counts = new Map<string, number>();
      return heldBack.map(({ command, values, actor }) => {
        const nth = (counts.get(command) ?? 0) + 1;
        counts.set(command, nth);
        const { kind, ref } = actor;
        const origin: CommandOrigin = {
          ...{ key, id, content: content ?? '', isDeclared: content !== undefined, automatic: kind === 'SYSTEM' },
          actor: { kind, ref },
        };
        return commands.build(command, values, at, origin, { scope: 'ROW', nth });
      });
    })
    .filter(({ commandId }) => known.ticket.get(commandId) === undefined && known.interaction.get(commandId) === undefined);
  const isOf = (aggregate: string) => (command: Command) =>
    COMMAND_CATALOG.get(command.constructor.name)?.definition.aggregate === aggregate;
  return { ticket: told.filter(isOf('ticket')), interaction: told.filter(isOf('interaction')) };
}
