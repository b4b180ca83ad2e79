import type { Command, CommandClass, SilentRow } from '../../domain/kernel/command.js';
import type { Mapping } from '../mapping/mapping.js';
import type { SourceRecord } from '../records/source-record.js';
import { placeOf } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import type { PriorRecord } from './prior-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { streamsOf } from './record-streams.js';
import { ofImport } from './row-commands.js';

/** An aspect of a ticket that a row can state. */
export type Aspect = 'STATE' | 'HOLDER' | 'CATEGORY' | 'PRIORITY';

const OF_COMMANDS: Readonly<Record<string, readonly Aspect[]>> = {
  StartTicketWork: ['STATE'],
  PlaceTicketOnHold: ['STATE'],
  ResumeTicket: ['STATE'],
  ResolveTicket: ['STATE'],
  ReopenTicket: ['STATE'],
  CloseTicket: ['STATE'],
  CancelTicket: ['STATE'],
  AssignTicket: ['HOLDER'],
  UnassignTicket: ['HOLDER'],
  CategoriseTicket: ['CATEGORY'],
  PrioritiseTicket: ['PRIORITY'],
};
/** The aspects that a command states. */
export const saidBy = (command: string): readonly Aspect[] => OF_COMMANDS[command] ?? [];

/** The aspects that every row states under this mapping, even where it changes nothing. */
export function assertedBy({ states, changes, registers: { teams }, carry }: Mapping): ReadonlySet<Aspect> {
  const isCarried = (column: string) => carry?.includes(column) === true;
  const tells = (command: string) =>
    changes?.some((change) => change.command === command && !change.columns.some(isCarried)) === true;
  const keeps = states !== undefined && [states.whenMissing, states.otherwise, ...Object.values(states.values)].includes('keep');
  const asserted: readonly (readonly [Aspect, boolean])[] = [
    ['STATE', states !== undefined && !keeps],
    ['HOLDER', teams?.column !== undefined && !isCarried(teams.column)],
    ['CATEGORY', tells('CategoriseTicket')],
    ['PRIORITY', tells('PrioritiseTicket')],
  ];
  return new Set(asserted.flatMap(([aspect, is]) => (is ? [aspect] : [])));
}

/** Maximum rows per event, to keep its metadata small. */
const MAX_BATCH = 200;

/** Records the rows of a history that changed nothing. An earlier row may arrive later, and then such a row is a change. */
export function withSilentRows(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (PlannedRow | RejectedRow)[] {
  return withRowsOnRecord(planned, silentRowsOf(planned, compiled.mapping, known), record, compiled, known);
}

/** Attaches the first batch to the file's last ticket command where there is one; the others get a command each. */
export function withRowsOnRecord(
  planned: readonly (PlannedRow | RejectedRow)[],
  rows: readonly SilentRow[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const accepted = planned.filter((row): row is PlannedRow => !isRejected(row));
  const carrier = lastOf(accepted.flatMap(({ ticket }) => ticket));
  if (rows.length === 0 || (carrier === undefined && known.ticket.commands.length === 0)) return planned;
  const shares: SilentRow[][] = [];
  for (let at = 0; at < rows.length; at += MAX_BATCH) shares.push(rows.slice(at, at + MAX_BATCH));
  const carried = carrier === undefined ? undefined : shares.shift();
  const { id: ticketId } = streamsOf(record, compiled);
  const notes = shares.map((share) => noteOf(share, ticketId, record.key, compiled));
  return planned.map((row) => {
    if (isRejected(row)) return row;
    const ticket = row.ticket.map((command) =>
      command === carrier && carried ? carrying(command, [...(command.silentRows ?? []), ...carried]) : command,
    );
    return { ...row, ticket: row === accepted.at(-1) ? [...ticket, ...notes] : ticket };
  });
}

/**
 * Records the moments of snapshots that no command of theirs has: of those that only cause commands at earlier moments (the
 * ticket's opening, its milestones), and of the newest in the file where it changed nothing. An older snapshot that arrives
 * later is then ignored.
 */
export function withMomentsOfSnapshots(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const dated = planned.map(withOwnMoment);
  const { inbound, occurredAt } = compiled.mapping;
  // A snapshot dated by its arrival can never be older, so its moment need not be recorded.
  const newest = inbound?.receivedAt === occurredAt ? undefined : newestSilent(dated, known);
  return newest === undefined ? dated : withRowsOnRecord(dated, [newest], record, compiled, known);
}

/** Attaches the row's own moment to its last command. */
function withOwnMoment(row: PlannedRow | RejectedRow): PlannedRow | RejectedRow {
  if (isRejected(row) || row.trace === undefined) return row;
  const last = row.ticket.at(-1);
  if (last === undefined || row.ticket.some(({ occurredAt }) => occurredAt >= row.trace!.at)) return row;
  return { ...row, ticket: [...row.ticket.slice(0, -1), carrying(last, [pictureOf(row.trace)])] };
}

/** The newest snapshot, if it is later than every recorded or planned moment of the ticket and caused no command itself. */
function newestSilent(planned: readonly (PlannedRow | RejectedRow)[], { ticket }: PriorRecord): SilentRow | undefined {
  let newest = '';
  let silent: SilentRow | undefined;
  const pass = (at: string, row?: SilentRow) => {
    if (at <= newest) return;
    newest = at;
    silent = row;
  };
  for (const { occurredAt } of ticket.commands) pass(occurredAt);
  for (const { at } of ticket.silentRows) pass(at);
  for (const row of planned) {
    if (isRejected(row)) continue;
    for (const { occurredAt, silentRows = [] } of row.ticket)
      for (const at of [occurredAt, ...silentRows.map((one) => one.at)]) pass(at);
    if (row.trace !== undefined) pass(row.trace.at, pictureOf(row.trace));
  }
  return silent;
}

const pictureOf = ({ id, at, content }: SilentRow): SilentRow => ({ id, at, ...(content !== undefined && { content }) });

/** The last command that will be recorded: where rows repeat an id, only the first of them counts. */
function lastOf(commands: readonly Command[]): Command | undefined {
  const ids = new Set<string>();
  return commands.filter(({ commandId }) => ids.size < ids.add(commandId).size).at(-1);
}

/** The rows without a command or note on record, now or after this import. */
function silentRowsOf(
  planned: readonly (PlannedRow | RejectedRow)[],
  mapping: Mapping,
  { ticket: { commands, silentRows } }: PriorRecord,
): readonly SilentRow[] {
  const asserted = assertedBy(mapping);
  const noted = new Set(silentRows.map(({ id }) => id));
  const there = new Set(noted);
  for (const { place } of commands) if (place !== undefined) there.add(place.row);
  const accepted = planned.filter((row): row is PlannedRow => !isRejected(row));
  const told = new Set(accepted.flatMap(({ ticket }) => ticket.map(({ commandId }) => placeOf(commandId)?.row)));
  // The row that logs the ticket is identified by its moment.
  const [first] = commands;
  const logged = accepted.flatMap(({ ticket }) => ticket).find((command) => command.constructor.name === 'LogTicket') ?? first;
  return accepted.flatMap(({ trace }) => {
    if (trace === undefined || noted.has(trace.id)) return [];
    if (trace.heldBack === undefined && there.has(trace.id)) return [];
    noted.add(trace.id);
    there.add(trace.id);
    const { says: found = [], ...row } = trace;
    const says = found.filter((aspect) => !asserted.has(aspect as Aspect));
    if (says.length > 0 || row.heldBack !== undefined) return [{ ...row, ...(says.length > 0 && { says }) }];
    return asserted.size === 0 || told.has(row.id) || row.at === logged?.occurredAt ? [] : [row];
  });
}

/** Identified by the last of the rows, so that a repeated import recognises it. */
function noteOf(rows: readonly SilentRow[], ticketId: string, key: string, { commands }: CompiledMapping): Command {
  const { id, at } = rows.at(-1) as SilentRow;
  return carrying(commands.build('NoteTicketRows', { ticketId }, at, ofImport(key, id), { scope: 'ROW', nth: 1 }), rows);
}

const carrying = (command: Command, silentRows: readonly SilentRow[]): Command =>
  new (command.constructor as CommandClass)({ ...command, silentRows });
