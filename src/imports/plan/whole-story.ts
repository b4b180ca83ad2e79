import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command } from '../../domain/kernel/command.js';
import { toldBy } from '../../domain/kernel/decider.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import { type PriorCommand, type PriorStream, type OnRecord, recordOnLog } from './prior-record.js';
import { type Effect, initialReferences, type Story } from './replay.js';
import type { Aspect } from './silent-rows.js';
import { END, evolve, type Group, isRelative, type RowOnRecord, rowsOnRecord, type RowsInFile } from './rows-on-record.js';
import { commandsBetween, isWaiting } from './state-steps.js';
import type { Values } from './row-commands.js';

const { decider } = AGGREGATES.ticket;

/** One event of the whole story. Without a command it is a recorded event, unchanged. */
export interface StoryEvent {
  readonly type: string;
  readonly at: string;
  readonly data: object;
  readonly command: Command | undefined;
}

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
    told: RowsInFile,
    /** The aspects that every row states, even where it changes nothing. */
    private readonly asserted: ReadonlySet<Aspect>,
    /** Whether the ticket was opened at the first row's moment. */
    opensAtRow: boolean,
    private readonly tellAs: TellAs,
    /** Commands to be recorded now for rows that are only in the log, in time order. */
    private readonly toldAfterAll: readonly Command[],
  ) {
    this.onRecord = recordOnLog(known);
    this.groups = rowsOnRecord(known, this.onRecord, told, opensAtRow);
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
    const { state, next, toldNext } = this;
    const { length } = this.events;
    const folded = [...this.folded];
    return () => {
      this.state = state;
      this.next = next;
      this.toldNext = toldNext;
      this.events.splice(length);
      this.folded.clear();
      for (const id of folded) this.folded.add(id);
    };
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
