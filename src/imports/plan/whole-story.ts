import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command } from '../../domain/kernel/command.js';
import { toldBy } from '../../domain/kernel/decider.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { HISTORY_MOVES } from '../../domain/ticket/fields.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import { compactMoment } from './command-id.js';
import { type PriorCommand, type PriorStream, type OnRecord, recordOnLog } from './prior-record.js';
import { type Effect, initialReferences, type Story } from './replay.js';
import type { Aspect } from './silent-rows.js';
import { commandsBetween, isWaiting } from './state-steps.js';
import type { Values } from './row-commands.js';

const { decider } = AGGREGATES.ticket;
const HOLDERS: ReadonlySet<string> = new Set(['TicketAssigned', 'TicketReassigned', 'TicketUnassigned']);
const MOVES: ReadonlySet<string> = new Set(HISTORY_MOVES.filter((type) => type !== 'TicketLogged' && !HOLDERS.has(type)));
/** The aspects of an event that depend on what came before. Such an event is determined anew where something else came before. */
function saidIn(type: string): readonly Aspect[] {
  if (HOLDERS.has(type)) return ['HOLDER'];
  if (MOVES.has(type)) return ['STATE'];
  return type === 'TicketCategorised' ? ['CATEGORY'] : type === 'TicketPrioritised' ? ['PRIORITY'] : [];
}
const isRelative = (type: string): boolean => saidIn(type).length > 0;

/** Sorts after every moment. */
const END = '9';
/** Replaces the id of a row of which only the moment is known. */
const rowAt = (moment: string): string => `moment.${compactMoment(moment)}`;

/** One event of the whole story. Without a command it is a recorded event, unchanged. */
export interface StoryEvent {
  readonly type: string;
  readonly at: string;
  readonly data: object;
  readonly command: Command | undefined;
}

/** The events of one row, or of several merged by a correction to one moment, and the ticket's state after them. */
interface Group {
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
interface RowOnRecord {
  readonly row: string;
  readonly told: PriorCommand | undefined;
}
/** A row without events at its moment: they were moved, or it changed nothing. */
type RowWithoutEvents = RowOnRecord & Pick<Group, 'at' | 'says'>;

/** Builds a command as that row would have. */
export type TellAs = (of: RowOnRecord, command: string, values: Values, at: string) => Command;

/**
 * Retells a ticket's history from the beginning in time order: the rows of the file, and between them those that are only in
 * the log. The cells of the latter are gone. What remains is the state that each led to, which holds whatever came before, so
 * their changes are determined anew.
 */
export class WholeStory implements Story {
  state: TicketAggregate = decider.initial() as TicketAggregate;
  readonly events: StoryEvent[] = [];
  readonly onRecord: readonly OnRecord[];
  private readonly groups: readonly Group[];
  private next = 0;
  private toldNext = 0;
  private readonly folded = new Set<string>();

  constructor(
    private readonly known: PriorStream,
    /** Whether the record, or one of its rows in the file, caused a command. */
    private readonly told: Readonly<Record<'isOfRecord' | 'isOwn', (command: PriorCommand) => boolean>> & {
      /** Whether a row of the file has this moment. */
      readonly isIn: (moment: string) => boolean;
      /** Whether the file has a row of this id. */
      readonly isOwnRow: (id: string) => boolean;
    },
    /** The aspects that every row states, even where it changes nothing. */
    private readonly asserted: ReadonlySet<Aspect>,
    /** Whether the ticket was opened at the first row's moment. */
    private readonly opensAtRow: boolean,
    private readonly tellAs: TellAs,
    /** Commands to be recorded now for rows that are only in the log, in time order. */
    private readonly toldAfterAll: readonly Command[],
  ) {
    this.onRecord = recordOnLog(known);
    this.groups = this.grouped();
  }

  get first(): PriorCommand | undefined {
    return this.known.commands[0];
  }

  knows(commandId: string): PriorCommand | undefined {
    return this.known.get(commandId);
  }

  tell(command: Command): Effect {
    const known = this.known.get(command.commandId);
    if (known !== undefined && known.place === undefined) {
      this.asOnRecord(known, command);
      return known;
    }
    try {
      return this.add(command) ? 'ACTS' : 'CHANGES_NOTHING';
    } catch (error) {
      if (error instanceof RapportError) return error;
      throw error;
    }
  }

  advance(at: string): void {
    while (this.next < this.groups.length && (this.groups[this.next] as Group).at <= at) {
      const group = this.groups[this.next++] as Group;
      this.tellAfterAll((moment) => moment < group.at);
      this.pass(group);
    }
    this.tellAfterAll((moment) => moment <= at);
  }

  advanceToPresent(): void {
    this.advance(END);
  }

  mark(): () => void {
    const { state } = this;
    const { length } = this.events;
    const folded = [...this.folded];
    return () => {
      this.state = state;
      this.events.splice(length);
      this.folded.clear();
      for (const id of folded) this.folded.add(id);
    };
  }

  /** The groups in time order, each with the state after it, as far as the log knows. */
  private grouped(): readonly Group[] {
    const { isOfRecord, isIn } = this.told;
    const groups: Group[] = [];
    let state = decider.initial() as TicketAggregate;
    const emptied = this.emptied();
    const passEmptied = (until: string) => {
      for (let next = emptied[0]; next !== undefined && next.at < until; next = emptied[0]) {
        emptied.shift();
        const last = groups.at(-1);
        if (last?.row !== undefined && last.at === next.at) for (const aspect of next.says) last.says.add(aspect);
        else groups.push({ ...next, entries: [], arrival: state });
      }
    };
    for (const entry of this.onRecord) {
      const { command, at, type } = entry;
      passEmptied(at);
      state = evolve(state, entry);
      const isElsewhere = command.place !== undefined && at !== command.occurredAt;
      // An event at another row's moment belongs to that row; a row of the file states it itself.
      if (isElsewhere ? isIn(at) : this.isOwn(command)) continue;
      const last = groups.at(-1);
      const row = !isOfRecord(command) ? undefined : isElsewhere ? rowAt(at) : command.place?.row;
      const isOne = last?.row === row || entry.isMoved === true || last?.entries[0]?.isMoved === true;
      if (row !== undefined && last?.row !== undefined && last.at === at && isOne) {
        last.entries.push(entry);
        for (const aspect of saidIn(type)) last.says.add(aspect);
        last.arrival = state;
      } else groups.push({ row, at, told: command, entries: [entry], says: new Set(saidIn(type)), arrival: state });
    }
    passEmptied(END);
    return this.opensAtRow ? withOpeningRow(groups, isIn) : groups;
  }

  /** Whether a row of the file caused it, by its own id or by that of its moment. */
  private isOwn(command: PriorCommand): boolean {
    const { place, occurredAt } = command;
    return this.told.isOwn(command) || (place?.row === rowAt(occurredAt) && this.told.isIn(occurredAt));
  }

  /** Rows whose events have moved away, and rows that changed nothing, in time order. */
  private emptied(): RowWithoutEvents[] {
    const there = new Set(this.onRecord.flatMap(({ command, at }) => (at === command.occurredAt ? [command] : [])));
    const isRow = ({ place, events, occurredAt }: PriorCommand) =>
      place !== undefined
        ? events.some(({ type }) => isRelative(type))
        : this.opensAtRow && events[0]?.type === 'TicketLogged' && !this.told.isIn(occurredAt);
    const emptied = this.known.commands
      .filter((command) => !there.has(command) && this.told.isOfRecord(command) && !this.isOwn(command) && isRow(command))
      .map((told): RowWithoutEvents => {
        const { place, occurredAt: at, events } = told;
        return { row: place?.row ?? rowAt(at), at, told, says: new Set(events.flatMap(({ type }) => saidIn(type))) };
      });
    const silent = this.known.silentRows
      .filter(({ id }) => !this.told.isOwnRow(id))
      .map(({ id: row, at, says = [] }): RowWithoutEvents => ({ row, at, told: undefined, says: new Set(says as Aspect[]) }));
    return [...emptied, ...silent].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  /** Adds a once-per-record command at its first occurrence. The logging takes the moment of the earliest row. */
  private asOnRecord(known: PriorCommand, { occurredAt }: Command): void {
    if (this.folded.has(known.id)) return;
    this.folded.add(known.id);
    for (const entry of this.onRecord) {
      if (entry.command !== known) continue;
      const at = entry.type === 'TicketLogged' && occurredAt < entry.at ? occurredAt : entry.at;
      this.state = evolve(this.state, { ...entry, at });
      this.events.push({ type: entry.type, at, data: entry.event.data, command: undefined });
    }
  }

  private tellAfterAll(isMeant: (moment: string) => boolean): void {
    for (const command of this.toldAfterAll.slice(this.toldNext)) {
      if (!isMeant(command.occurredAt)) return;
      this.toldNext++;
      this.tell(command);
    }
  }

  private pass(group: Group): void {
    const { row, at, told, entries } = group;
    for (const entry of entries) {
      if (row !== undefined && isRelative(entry.type)) continue;
      if (entry.command.place === undefined) this.asOnRecord(entry.command, { occurredAt: entry.at } as Command);
      else {
        this.state = evolve(this.state, entry);
        this.events.push({ type: entry.type, at, data: entry.event.data, command: undefined });
      }
    }
    if (row === undefined) return;
    for (const [command, values] of this.wayTo(group)) this.add(this.tellAs({ row, told }, command, values, at));
  }

  /** The commands with which a row leads from the story's current state to the state that the row left. */
  private wayTo({ arrival, says }: Group): readonly (readonly [string, Values])[] {
    const now = this.state;
    if (now === null || arrival === null) return [];
    const { ticketId } = now.logged;
    const isSaid = (aspect: Aspect) => this.asserted.has(aspect) || says.has(aspect);
    const way: (readonly [string, Values])[] = [];
    if (isSaid('HOLDER')) {
      const { teamId, assigneeRef } = arrival;
      if (teamId === undefined) {
        if (now.teamId !== undefined) way.push(['UnassignTicket', { ticketId }]);
      } else if (teamId !== now.teamId || (assigneeRef !== undefined && assigneeRef !== now.assigneeRef)) {
        way.push(['AssignTicket', { ticketId, teamId, assigneeRef }]);
      }
    }
    if (isSaid('CATEGORY')) way.push(['CategoriseTicket', { ticketId, ...arrival.classification }]);
    if (isSaid('PRIORITY')) way.push(['PrioritiseTicket', { ticketId, ...arrival.weights }]);
    if (isSaid('STATE')) {
      const to = arrival.status === 'MERGED' ? 'CANCELLED' : arrival.status;
      const from = now.status === 'MERGED' ? 'CANCELLED' : now.status;
      const waitsOn = to === 'ON_HOLD' && isWaiting(now, arrival.latest?.content as Values);
      for (const command of waitsOn ? [] : commandsBetween(from, to))
        way.push([command, this.valuesOf(command, ticketId, arrival)]);
    }
    return way;
  }

  private valuesOf(command: string, ticketId: string, arrival: NonNullable<TicketAggregate>): Values {
    const { holdReason = 'NOT_SAID', resolutionCode } = arrival.stretches.at(-1) ?? {};
    if (command === 'PlaceTicketOnHold') return { ticketId, reason: holdReason };
    return command === 'ResolveTicket' ? { ticketId, workaround: false, resolutionCode } : { ticketId };
  }

  /** Whether the command changes anything at its position. */
  private add(command: Command): boolean {
    const events = decider.decide(command, this.state, initialReferences(decider, command, this.state));
    for (const event of events) {
      this.state = decider.evolve(this.state, { ...event, metadata: toldBy(command) }) as TicketAggregate;
      this.events.push({ type: event.type, at: command.occurredAt, data: event.data, command });
    }
    return events.length > 0;
  }
}

/** Folds an event at its corrected moment. A word took the ticket up depending on its status, so take `from` from the story. */
const evolve = (state: TicketAggregate, { event, at }: OnRecord): TicketAggregate =>
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
