import { AGGREGATES } from '../../domain/aggregates.js';
import { HISTORY_MOVES } from '../../domain/ticket/fields.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import { compactMoment } from './command-id.js';
import type { OnRecord, PriorCommand, PriorStream } from './prior-record.js';
import type { Aspect } from './silent-rows.js';

const { decider } = AGGREGATES.ticket;
const HOLDERS: ReadonlySet<string> = new Set(['TicketAssigned', 'TicketReassigned', 'TicketUnassigned']);
const MOVES: ReadonlySet<string> = new Set(HISTORY_MOVES.filter((type) => type !== 'TicketLogged' && !HOLDERS.has(type)));
/** The aspects of an event that depend on what came before. Such an event is determined anew where something else came before. */
function saidIn(type: string): readonly Aspect[] {
  if (HOLDERS.has(type)) return ['HOLDER'];
  if (MOVES.has(type)) return ['STATE'];
  return type === 'TicketCategorised' ? ['CATEGORY'] : type === 'TicketPrioritised' ? ['PRIORITY'] : [];
}
/** Whether what an event says depends on what came before. */
export const isRelative = (type: string): boolean => saidIn(type).length > 0;

/** Sorts after every moment. */
export const END = '9';
/** Replaces the id of a row of which only the moment is known. */
const rowAt = (moment: string): string => `moment.${compactMoment(moment)}`;

/** The events of one row, or of several merged by a correction to one moment, and the ticket's state after them. */
export interface Group {
  readonly row: string | undefined;
  readonly at: string;
  /** The row's first command, if any. */
  readonly told: PriorCommand | undefined;
  /** The row's events at this moment: empty where all of them are now known to have happened earlier. */
  readonly entries: OnRecord[];
  /** The aspects that the row stated in addition to those of every row, wherever their events are now. */
  readonly says: Set<Aspect>;
  arrival: TicketAggregate;
}

/** A row that is only in the log: its id, and one of its commands, if any. */
export interface RowOnRecord {
  readonly row: string;
  readonly told: PriorCommand | undefined;
}
/** A row without events at its moment: they were moved, or it changed nothing. */
type RowWithoutEvents = RowOnRecord & Pick<Group, 'at' | 'says'>;

/** What the file says about commands on record. */
export interface RowsInFile {
  /** Whether the record caused a command. */
  readonly isOfRecord: (command: PriorCommand) => boolean;
  /** Whether one of the record's rows in the file caused a command. */
  readonly isOwn: (command: PriorCommand) => boolean;
  /** Whether a row of the file has this moment. */
  readonly isIn: (moment: string) => boolean;
  /** Whether the file has a row of this id. */
  readonly isOwnRow: (id: string) => boolean;
}

/**
 * The rows that are only in the log, in time order, each with the ticket's state after it, as far as the log knows.
 * @param opensAtRow whether the ticket was opened at the first row's moment
 */
export function rowsOnRecord(
  known: PriorStream,
  onRecord: readonly OnRecord[],
  file: RowsInFile,
  opensAtRow: boolean,
): readonly Group[] {
  const { isOfRecord, isIn } = file;
  const groups: Group[] = [];
  let state = decider.initial() as TicketAggregate;
  const emptied = rowsWithoutEvents(known, onRecord, file, opensAtRow);
  const passEmptied = (until: string) => {
    for (let next = emptied[0]; next !== undefined && next.at < until; next = emptied[0]) {
      emptied.shift();
      const last = groups.at(-1);
      if (last?.row !== undefined && last.at === next.at) for (const aspect of next.says) last.says.add(aspect);
      else groups.push({ ...next, entries: [], arrival: state });
    }
  };
  for (const entry of onRecord) {
    const { command, at, type } = entry;
    passEmptied(at);
    state = evolve(state, entry);
    const isElsewhere = command.place !== undefined && at !== command.occurredAt;
    // An event at another row's moment belongs to that row; a row of the file states it itself.
    if (isElsewhere ? isIn(at) : isOfFile(command, file)) continue;
    const row = !isOfRecord(command) ? undefined : isElsewhere ? rowAt(at) : command.place?.row;
    const last = groups.at(-1);
    if (row !== undefined && last !== undefined && joins(entry, row, last)) {
      last.entries.push(entry);
      for (const aspect of saidIn(type)) last.says.add(aspect);
      last.arrival = state;
    } else groups.push({ row, at, told: command, entries: [entry], says: new Set(saidIn(type)), arrival: state });
  }
  passEmptied(END);
  return opensAtRow ? withOpeningRow(groups, isIn) : groups;
}

/** Whether an event of a row belongs to the group before it: of the same row, or moved by a correction to its moment. */
const joins = (entry: OnRecord, row: string, last: Group): boolean =>
  last.row !== undefined &&
  last.at === entry.at &&
  (last.row === row || entry.isMoved === true || last.entries[0]?.isMoved === true);

/** Whether a row of the file caused it, by its own id or by that of its moment. */
function isOfFile(command: PriorCommand, { isOwn, isIn }: RowsInFile): boolean {
  const { place, occurredAt } = command;
  return isOwn(command) || (place?.row === rowAt(occurredAt) && isIn(occurredAt));
}

/** Rows whose events have moved away, and rows that changed nothing, in time order. */
function rowsWithoutEvents(
  known: PriorStream,
  onRecord: readonly OnRecord[],
  file: RowsInFile,
  opensAtRow: boolean,
): RowWithoutEvents[] {
  const there = new Set(onRecord.flatMap(({ command, at }) => (at === command.occurredAt ? [command] : [])));
  const isRow = ({ place, events, occurredAt }: PriorCommand) =>
    place !== undefined
      ? events.some(({ type }) => isRelative(type))
      : opensAtRow && events[0]?.type === 'TicketLogged' && !file.isIn(occurredAt);
  const emptied = known.commands
    .filter((command) => !there.has(command) && file.isOfRecord(command) && !isOfFile(command, file) && isRow(command))
    .map((told): RowWithoutEvents => {
      const { place, occurredAt: at, events } = told;
      return { row: place?.row ?? rowAt(at), at, told, says: new Set(events.flatMap(({ type }) => saidIn(type))) };
    });
  const silent = known.silentRows
    .filter(({ id }) => !file.isOwnRow(id))
    .map(({ id: row, at, says = [] }): RowWithoutEvents => ({ row, at, told: undefined, says: new Set(says as Aspect[]) }));
  return [...emptied, ...silent].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Folds an event at its corrected moment. A word took the ticket up depending on its status, so take `from` from the story. */
export const evolve = (state: TicketAggregate, { event, at }: OnRecord): TicketAggregate =>
  decider.evolve(state, {
    ...event,
    data: 'human' in event.data && 'from' in event.data ? { ...event.data, from: state?.status } : event.data,
    metadata: { ...event.metadata, occurredAt: at },
  }) as TicketAggregate;

/** Merges the logging with the other events of the opening row, if any, into one row. */
function withOpeningRow(groups: readonly Group[], isInFile: (moment: string) => boolean): readonly Group[] {
  const place = groups.findIndex(({ entries }) => entries[0]?.type === 'TicketLogged');
  const opening = groups[place];
  if (opening === undefined || isInFile(opening.at)) return groups;
  const next = groups[place + 1];
  const isOne = next?.row !== undefined && next.at === opening.at;
  const row = isOne
    ? { ...next, entries: [...opening.entries, ...next.entries], says: new Set([...opening.says, ...next.says]) }
    : { ...opening, row: rowAt(opening.at) };
  return [...groups.slice(0, place), row, ...groups.slice(place + (isOne ? 2 : 1))];
}
