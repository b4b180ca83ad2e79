import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { HISTORY_MOVES } from '../../domain/ticket/fields.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import { compactMoment } from './command-id.js';
import { type KnownCommand, type KnownStream, type OnRecord, recordOnLog } from './known-record.js';
import { type Effect, initialReferences, type Story } from './replay.js';
import type { Aspect } from './silent-rows.js';
import { commandsBetween, isWaiting } from './state-steps.js';
import type { Values } from './row-commands.js';

const { decider } = AGGREGATES.ticket;
const HOLDERS: ReadonlySet<string> = new Set(['TicketAssigned', 'TicketReassigned', 'TicketUnassigned']);
const MOVES: ReadonlySet<string> = new Set(HISTORY_MOVES.filter((type) => type !== 'TicketLogged' && !HOLDERS.has(type)));
/** Of what an event says something that depends on what was before: it is told anew where something else was. */
function saidIn(type: string): readonly Aspect[] {
  if (HOLDERS.has(type)) return ['HOLDER'];
  if (MOVES.has(type)) return ['STATE'];
  return type === 'TicketCategorised' ? ['CATEGORY'] : type === 'TicketPrioritised' ? ['PRIORITY'] : [];
}
const isRelative = (type: string): boolean => saidIn(type).length > 0;

/** After every moment. */
const END = '9';
/** Stands for the id of a row of which only the moment is known. */
const rowAt = (moment: string): string => `moment.${compactMoment(moment)}`;

/** One event of the whole story. Without a command it is what the log has, as it is. */
export interface StoryEvent {
  readonly type: string;
  readonly at: string;
  readonly data: object;
  readonly command: Command | undefined;
}

/** What a row told, or several of one moment that a correction has brought together, and where that left the ticket. */
interface Group {
  readonly row: string | undefined;
  readonly at: string;
  /** The first command that it told, if any. */
  readonly told: KnownCommand | undefined;
  /** What of it stands at this moment: nothing where all that the row told is known by now to have happened before. */
  readonly entries: OnRecord[];
  /** Of what it said something beside what each row does, wherever that stands now. */
  readonly says: Set<Aspect>;
  arrival: TicketAggregate;
}

/** A row that the log alone has: its id, and something that it told, if anything. */
interface RowOnRecord {
  readonly row: string;
  readonly told: KnownCommand | undefined;
}
/** One of which nothing is left at its moment, or which changed nothing. */
type RowWithoutEvents = RowOnRecord & Pick<Group, 'at' | 'says'>;

/** Makes a command as that row would have. */
export type TellAs = (of: RowOnRecord, command: string, values: Values, at: string) => Command;

/**
 * A ticket's history told from its beginning in the order of time: the rows of a file, and between them those that the log alone has. Of these
 * nothing is left but where they led, which holds whatever came before: what they changed is found anew.
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
    private readonly known: KnownStream,
    /** Whether the record, or one of the file's own rows of it, told a command. */
    private readonly told: Readonly<Record<'isOfRecord' | 'isOwn', (command: KnownCommand) => boolean>> & {
      /** Whether a row of the file is of a moment. */
      readonly isIn: (moment: string) => boolean;
      /** Whether the file has a row of this id. */
      readonly isOwnRow: (id: string) => boolean;
    },
    /** What each row says, even where it changes nothing. */
    private readonly asserted: ReadonlySet<Aspect>,
    /** Whether the first row's moment is that at which the ticket was opened. */
    private readonly opensAtRow: boolean,
    private readonly tellAs: TellAs,
    /** What is told now of rows that only the log has, in the order of time. */
    private readonly toldAfterAll: readonly Command[],
  ) {
    this.onRecord = recordOnLog(known);
    this.groups = this.grouped();
  }

  get first(): KnownCommand | undefined {
    return this.known.commands[0];
  }

  knows(commandId: string): KnownCommand | undefined {
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

  /** In the order of time, with the state to which each led as far as the log knows. */
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
      // What stands at another row's moment is that row's; one of the file says so itself.
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

  /** Whether a row of the file tells it, under its own name or under that of its moment. */
  private isOwn(command: KnownCommand): boolean {
    const { place, occurredAt } = command;
    return this.told.isOwn(command) || (place?.row === rowAt(occurredAt) && this.told.isIn(occurredAt));
  }

  /** Rows of which nothing is left at their moment, and those that changed nothing, in the order of time. */
  private emptied(): RowWithoutEvents[] {
    const there = new Set(this.onRecord.flatMap(({ command, at }) => (at === command.occurredAt ? [command] : [])));
    const isRow = ({ place, events, occurredAt }: KnownCommand) =>
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

  /** What the record tells once is told when it is first come by; its logging when the earliest row of all says so. */
  private asOnRecord(known: KnownCommand, { occurredAt }: Command): void {
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

  /** What a row must tell to lead from where the story stands to where the row left the ticket. */
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

  /** Whether it changes anything where it stands. */
  private add(command: Command): boolean {
    const events = decider.decide(command, this.state, initialReferences(decider, command, this.state));
    for (const event of events) {
      this.state = decider.evolve(this.state, { ...event, metadata: command }) as TicketAggregate;
      this.events.push({ type: event.type, at: command.occurredAt, data: event.data, command });
    }
    return events.length > 0;
  }
}

/** A word was told from where the ticket stood as far as was known; whether it took the ticket up depends on where it stood. */
const evolve = (state: TicketAggregate, { event, at }: OnRecord): TicketAggregate =>
  decider.evolve(state, {
    ...event,
    data: 'human' in event.data && 'from' in event.data ? { ...event.data, from: state?.status } : event.data,
    metadata: { ...event.metadata, occurredAt: at },
  }) as TicketAggregate;

/** Takes what the opening row told beside the logging, if anything, for one row with it. */
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
