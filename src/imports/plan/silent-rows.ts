import type { Command, CommandClass, SilentRow } from '../../domain/kernel/command.js';
import type { Mapping } from '../mapping/mapping.js';
import type { SourceRecord } from '../records/source-record.js';
import { placeOf } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import type { KnownRecord } from './known-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { streamsOf } from './record-streams.js';

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
  const tells = (command: string) => changes?.some((change) => change.command === command) === true;
  const keeps = states !== undefined && [states.whenMissing, states.otherwise, ...Object.values(states.values)].includes('keep');
  const asserted: readonly (readonly [Aspect, boolean])[] = [
    ['STATE', states !== undefined && !keeps],
    ['HOLDER', teams?.column !== undefined && carry?.includes(teams.column) !== true],
    ['CATEGORY', tells('CategoriseTicket')],
    ['PRIORITY', tells('PrioritiseTicket')],
  ];
  return new Set(asserted.flatMap(([aspect, is]) => (is ? [aspect] : [])));
}

/** Rows that one event speaks of, so that its metadata stay small. */
const MOST_AT_ONCE = 200;

/**
 * Puts the rows of a history that changed nothing on record: with the last command that the file tells of the ticket, else with a command of
 * their own. What comes before such a row may be told later, and then it is a change.
 */
export function withSilentRows(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const news = silentRowsOf(planned, compiled.mapping, known);
  const accepted = planned.filter((row): row is PlannedRow => !isRejected(row));
  const carrier = lastOf(accepted.flatMap(({ ticket }) => ticket));
  if (news.length === 0 || (carrier === undefined && known.ticket.commands.length === 0)) return planned;
  const shares: SilentRow[][] = [];
  for (let at = 0; at < news.length; at += MOST_AT_ONCE) shares.push(news.slice(at, at + MOST_AT_ONCE));
  const carried = carrier === undefined ? undefined : shares.shift();
  const { id: ticketId } = streamsOf(record, compiled);
  const notes = shares.map((rows) => noteOf(rows, ticketId, record.key, compiled));
  return planned.map((row) => {
    if (isRejected(row)) return row;
    const ticket = row.ticket.map((command) => (command === carrier && carried ? carrying(command, carried) : command));
    return { ...row, ticket: row === accepted.at(-1) ? [...ticket, ...notes] : ticket };
  });
}

/**
 * Puts on record, with the last command that it tells, a snapshot that tells nothing of its own moment: the ticket's opening and milestones
 * alone, which have moments of theirs. An older one may come later, and tells nothing then.
 */
export const withMomentOfSnapshot = (row: PlannedRow | RejectedRow): PlannedRow | RejectedRow => {
  if (isRejected(row) || row.trace === undefined) return row;
  const { id, at, content } = row.trace;
  const last = row.ticket.at(-1);
  if (last === undefined || row.ticket.some(({ occurredAt }) => occurredAt >= at)) return row;
  const picture = { id, at, ...(content !== undefined && { content }) };
  return { ...row, ticket: [...row.ticket.slice(0, -1), carrying(last, [picture])] };
};

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
  const there = new Set(silentRows.map(({ id }) => id));
  for (const { place } of commands) if (place !== undefined) there.add(place.row);
  const accepted = planned.filter((row): row is PlannedRow => !isRejected(row));
  const told = new Set(accepted.flatMap(({ ticket }) => ticket.map(({ commandId }) => placeOf(commandId)?.row)));
  // The row that logs a ticket is known by its moment.
  const [first] = commands;
  const logged = accepted.flatMap(({ ticket }) => ticket).find((command) => command.constructor.name === 'LogTicket') ?? first;
  return accepted.flatMap(({ trace }) => {
    if (trace === undefined || there.has(trace.id)) return [];
    there.add(trace.id);
    const { says: found = [], ...row } = trace;
    const says = found.filter((aspect) => !asserted.has(aspect as Aspect));
    if (says.length > 0) return [{ ...row, says }];
    return asserted.size === 0 || told.has(row.id) || row.at === logged?.occurredAt ? [] : [row];
  });
}

/** Known by the last of the rows: told again they are told already. */
function noteOf(rows: readonly SilentRow[], ticketId: string, key: string, { commands }: CompiledMapping): Command {
  const { id, at } = rows.at(-1) as SilentRow;
  const actor = { kind: 'IMPORT', ref: undefined } as const;
  const origin = { key, id, content: '', isDeclared: false, automatic: false, actor };
  return carrying(commands.build('NoteTicketRows', { ticketId }, at, origin, { scope: 'ROW', nth: 1 }), rows);
}

const carrying = (command: Command, silentRows: readonly SilentRow[]): Command =>
  new (command.constructor as CommandClass)({ ...command, silentRows });
