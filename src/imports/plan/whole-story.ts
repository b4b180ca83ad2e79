import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { HISTORY_MOVES } from '../../domain/ticket/fields.js';
import type { TicketState } from '../../domain/ticket/state.js';
import type { KnownCommand, KnownStream } from './known-record.js';
import { type OnRecord, recordOnLog } from './record-on-log.js';
import { initialReferences, type Story, type Told } from './replay.js';
import { commandsBetween } from './state-steps.js';
import type { Values } from './row-commands.js';

const { decider } = AGGREGATES.ticket;
const HOLDERS: ReadonlySet<string> = new Set(['TicketAssigned', 'TicketReassigned', 'TicketUnassigned']);
const MOVES: ReadonlySet<string> = new Set(HISTORY_MOVES.filter((type) => type !== 'TicketLogged' && !HOLDERS.has(type)));
const CHANGES: ReadonlySet<string> = new Set(['TicketCategorised', 'TicketPrioritised']);
const HOLDS: ReadonlySet<string> = new Set(['TicketPlacedOnHold']);
/** What depends on what was before: it is told anew where something else was. */
const RELATIVE: ReadonlySet<string> = new Set([...HOLDERS, ...MOVES, ...CHANGES]);

/** One event of the whole story. Without a command it is what the log has, as it is. */
export interface StoryEvent {
  readonly type: string;
  readonly at: string;
  readonly data: object;
  readonly command: Command | undefined;
}

/** What a row on record says of its ticket even where it changed nothing, as the mapping reads rows. */
export interface Assertions {
  readonly state: boolean;
  readonly team: boolean;
  /** That the ticket was opened then. */
  readonly opening: boolean;
  readonly category: boolean;
  readonly priority: boolean;
}

/** What a row told, or several of one moment that a correction has brought together, and where that left the ticket. */
interface Group {
  readonly row: string | undefined;
  readonly at: string;
  readonly entries: OnRecord[];
  arrival: TicketState;
}

/** A row that the log alone has: its id, and something that it told. */
interface RowOnRecord {
  readonly row: string;
  readonly told: KnownCommand;
}
/** Makes a command as that row would have. */
export type TellAs = (of: RowOnRecord, command: string, values: Values, at: string) => Command;

/**
 * A ticket's history told from its beginning in the order of time: the rows of a file, and between them those that the log alone has. Of these
 * nothing is left but where they led, which holds whatever came before: what they changed is found anew.
 */
export class WholeStory implements Story {
  state: TicketState = decider.initial() as TicketState;
  readonly events: StoryEvent[] = [];
  readonly onRecord: readonly OnRecord[];
  private readonly groups: readonly Group[];
  private next = 0;
  private readonly folded = new Set<string>();

  constructor(
    private readonly known: KnownStream,
    /** Whether the record, or one of the file's own rows of it, told a command. */
    private readonly told: Readonly<Record<'isOfRecord' | 'isOwn', (command: KnownCommand) => boolean>> & {
      /** Whether a row of the file is of a moment. */
      readonly isIn: (moment: string) => boolean;
    },
    private readonly asserts: Assertions,
    private readonly tellAs: TellAs,
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

  tell(command: Command): Told {
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
    for (; this.next < this.groups.length; this.next++) {
      const group = this.groups[this.next] as Group;
      if (group.at > at) return;
      this.pass(group);
    }
  }

  advanceToPresent(): void {
    this.advance('9');
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
    const groups: Group[] = [];
    let state = decider.initial() as TicketState;
    for (const entry of this.onRecord) {
      const { command, at } = entry;
      state = evolve(state, entry);
      if (this.told.isOwn(command)) continue;
      const last = groups.at(-1);
      const row = this.told.isOfRecord(command) ? command.place?.row : undefined;
      const isOne = last?.row === row || entry.isMoved === true || last?.entries[0]?.isMoved === true;
      if (row !== undefined && last?.row !== undefined && last.at === at && isOne) {
        last.entries.push(entry);
        last.arrival = state;
      } else groups.push({ row, at, entries: [entry], arrival: state });
    }
    return this.asserts.opening ? withOpeningRow(groups, this.told.isIn) : groups;
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

  private pass({ row, at, entries, arrival }: Group): void {
    for (const entry of entries) {
      if (row !== undefined && RELATIVE.has(entry.type)) continue;
      if (entry.command.place === undefined) this.asOnRecord(entry.command, { occurredAt: entry.at } as Command);
      else {
        this.state = evolve(this.state, entry);
        this.events.push({ type: entry.type, at, data: entry.event.data, command: undefined });
      }
    }
    if (row === undefined) return;
    for (const [command, values] of this.wayTo(arrival, entries)) {
      this.add(this.tellAs({ row, told: entries[0]!.command }, command, values, at));
    }
  }

  /** What a row must tell to lead from where the story stands to where the row left the ticket. */
  private wayTo(arrival: TicketState, entries: readonly OnRecord[]): readonly (readonly [string, Values])[] {
    const now = this.state;
    if (now === null || arrival === null) return [];
    const { ticketId } = now.logged;
    const tells = (types: ReadonlySet<string>) => entries.some(({ type }) => types.has(type));
    const way: (readonly [string, Values])[] = [];
    if (this.asserts.team || tells(HOLDERS)) {
      const { teamId, assigneeRef } = arrival;
      if (teamId === undefined) {
        if (now.teamId !== undefined) way.push(['UnassignTicket', { ticketId }]);
      } else if (teamId !== now.teamId || (assigneeRef !== undefined && assigneeRef !== now.assigneeRef)) {
        way.push(['AssignTicket', { ticketId, teamId, assigneeRef }]);
      }
    }
    if (this.asserts.category) way.push(['CategoriseTicket', { ticketId, ...arrival.classification }]);
    if (this.asserts.priority) way.push(['PrioritiseTicket', { ticketId, ...arrival.weights }]);
    if (this.asserts.state || tells(MOVES)) {
      const to = arrival.status === 'MERGED' ? 'CANCELLED' : arrival.status;
      const from = now.status === 'MERGED' ? 'CANCELLED' : now.status;
      // A hold after a hold is told only by a row that told one.
      const waitsOn = from === 'ON_HOLD' && to === 'ON_HOLD' && !tells(HOLDS);
      for (const command of waitsOn ? [] : commandsBetween(from, to))
        way.push([command, this.valuesOf(command, ticketId, arrival)]);
    }
    return way;
  }

  private valuesOf(command: string, ticketId: string, arrival: NonNullable<TicketState>): Values {
    const { holdReason = 'NOT_SAID', resolutionCode } = arrival.stretches.at(-1) ?? {};
    if (command === 'PlaceTicketOnHold') return { ticketId, reason: holdReason };
    return command === 'ResolveTicket' ? { ticketId, workaround: false, resolutionCode } : { ticketId };
  }

  /** Whether it changes anything where it stands. */
  private add(command: Command): boolean {
    const events = decider.decide(command, this.state, initialReferences(decider, command, this.state));
    for (const event of events) {
      this.state = decider.evolve(this.state, { ...event, metadata: command }) as TicketState;
      this.events.push({ type: event.type, at: command.occurredAt, data: event.data, command });
    }
    return events.length > 0;
  }
}

const evolve = (state: TicketState, { event, at }: OnRecord): TicketState =>
  decider.evolve(state, { ...event, metadata: { ...event.metadata, occurredAt: at } }) as TicketState;

/** Takes what the opening row told beside the logging, if anything, for one row with it. */
function withOpeningRow(groups: readonly Group[], isInFile: (moment: string) => boolean): readonly Group[] {
  const place = groups.findIndex(({ entries }) => entries[0]?.type === 'TicketLogged');
  const opening = groups[place];
  if (opening === undefined || isInFile(opening.at)) return groups;
  const next = groups[place + 1];
  const isOne = next?.row !== undefined && next.at === opening.at;
  const row = isOne ? { ...next, entries: [...opening.entries, ...next.entries] } : { ...opening, row: 'opening' };
  return [...groups.slice(0, place), row, ...groups.slice(place + (isOne ? 2 : 1))];
}
