import type { Command, CommandClass, SilentRow } from '../../domain/kernel/command.js';
import type { Mapping } from '../mapping/mapping.js';
import type { SourceRecord } from '../records/source-record.js';
import { placeOf } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import type { KnownRecord } from './known-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { streamsOf } from './record-streams.js';
import { ofImport } from './row-commands.js';

/** Of what a row says something. */
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
/** Of what a command of a row says something. */
export const saidBy = (command: string): readonly Aspect[] => OF_COMMANDS[command] ?? [];

/** What each row says of its ticket, as the mapping reads rows, even where it changes nothing. */
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

/** Rows that one event speaks of, so that its metadata stay small. */
const MAX_BATCH = 200;

/** Puts the rows of a history that changed nothing on record. What comes before such a row may be told later, and then it is a change. */
export function withSilentRows(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord,
): readonly (PlannedRow | RejectedRow)[] {
  return withRowsOnRecord(planned, silentRowsOf(planned, compiled.mapping, known), record, compiled, known);
}

/** With the last command that the file tells of the ticket, else with a command of their own. */
function withRowsOnRecord(
  planned: readonly (PlannedRow | RejectedRow)[],
  rows: readonly SilentRow[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord,
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
 * Puts the moments of snapshots on record that tell nothing of them: those that tell of earlier moments alone (the ticket's opening, its
 * milestones), and the newest of the file where it changed nothing. One that comes later and is older tells nothing then.
 */
export function withMomentsOfSnapshots(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const dated = planned.map(withOwnMoment);
  const { inbound, occurredAt } = compiled.mapping;
  // None is older than one that is of the moment at which it came.
  const newest = inbound?.receivedAt === occurredAt ? undefined : newestSilent(dated, known);
  return newest === undefined ? dated : withRowsOnRecord(dated, [newest], record, compiled, known);
}

/** With the last command that it tells. */
function withOwnMoment(row: PlannedRow | RejectedRow): PlannedRow | RejectedRow {
  if (isRejected(row) || row.trace === undefined) return row;
  const last = row.ticket.at(-1);
  if (last === undefined || row.ticket.some(({ occurredAt }) => occurredAt >= row.trace!.at)) return row;
  return { ...row, ticket: [...row.ticket.slice(0, -1), carrying(last, [pictureOf(row.trace)])] };
}

/** The snapshot that is later than all that is on record of the ticket, or is told of it now, and told nothing itself. */
function newestSilent(planned: readonly (PlannedRow | RejectedRow)[], { ticket }: KnownRecord): SilentRow | undefined {
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

/** The last that is told: of an id that rows repeat the first. */
function lastOf(commands: readonly Command[]): Command | undefined {
  const ids = new Set<string>();
  return commands.filter(({ commandId }) => ids.size < ids.add(commandId).size).at(-1);
}

/** Rows of which nothing is on record, by what they tell, nor will be. */
function silentRowsOf(
  planned: readonly (PlannedRow | RejectedRow)[],
  mapping: Mapping,
  { ticket: { commands, silentRows } }: KnownRecord,
): readonly SilentRow[] {
  const asserted = assertedBy(mapping);
  const noted = new Set(silentRows.map(({ id }) => id));
  const there = new Set(noted);
  for (const { place } of commands) if (place !== undefined) there.add(place.row);
  const accepted = planned.filter((row): row is PlannedRow => !isRejected(row));
  const told = new Set(accepted.flatMap(({ ticket }) => ticket.map(({ commandId }) => placeOf(commandId)?.row)));
  // The row that logs a ticket is known by its moment.
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

/** Known by the last of the rows: told again they are told already. */
function noteOf(rows: readonly SilentRow[], ticketId: string, key: string, { commands }: CompiledMapping): Command {
  const { id, at } = rows.at(-1) as SilentRow;
  return carrying(commands.build('NoteTicketRows', { ticketId }, at, ofImport(key, id), { scope: 'ROW', nth: 1 }), rows);
}

const carrying = (command: Command, silentRows: readonly SilentRow[]): Command =>
  new (command.constructor as CommandClass)({ ...command, silentRows });
