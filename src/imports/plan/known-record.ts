import type { StreamEvent } from '../../commands/command-runner.js';
import type { SilentRow } from '../../domain/kernel/command.js';
import { START, type Position, type EventOf } from '../../domain/kernel/event.js';
import { AGGREGATES } from '../../domain/aggregates.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import { placeOf, type Place } from './command-id.js';
import type { TicketHistoryCorrected } from '../../domain/ticket/events.js';

/** A command that the log has: the events that it made. */
export interface KnownCommand {
  readonly id: string;
  /** Its number among the stream's commands, in the order of recording. */
  readonly index: number;
  /** Which row of which source told it; undefined where no row did, or the record tells it once. */
  readonly place: Place | undefined;
  readonly events: readonly StreamEvent[];
  readonly occurredAt: string;
  readonly hash: string | undefined;
  readonly isSnapshot: boolean;
  /** Rows that are on record with it: of a history those that changed nothing, of snapshots the one that told it, and nothing of its own moment. */
  readonly silentRows: readonly SilentRow[];
  readonly position: Position;
}

/** What the log has of one stream, command by command, in the order of recording. */
export class KnownStream {
  readonly commands: readonly KnownCommand[];
  /** Those of all commands. */
  readonly silentRows: readonly SilentRow[];
  private readonly byId: ReadonlyMap<string, KnownCommand>;

  constructor(history: readonly StreamEvent[]) {
    const grouped = new Map<string, StreamEvent[]>();
    for (const event of history) {
      const events = grouped.get(event.metadata.commandId);
      if (events === undefined) grouped.set(event.metadata.commandId, [event]);
      else events.push(event);
    }
    this.commands = [...grouped].map(([id, events], index) => {
      const { metadata } = events[0] as StreamEvent;
      const { occurredAt, commandHash: hash, fidelity, silentRows: silent } = metadata;
      const silentRows = silent === undefined ? [] : (JSON.parse(silent) as SilentRow[]);
      const position = events.at(-1)?.position ?? START;
      const isSnapshot = fidelity === 'SNAPSHOT';
      return { id, index, place: placeOf(id), events, occurredAt, hash, isSnapshot, silentRows, position };
    });
    this.silentRows = this.commands.flatMap(({ silentRows }) => silentRows);
    this.byId = new Map(this.commands.map((command) => [command.id, command]));
  }

  get(id: string): KnownCommand | undefined {
    return this.byId.get(id);
  }
}

/** Whether a record of a source told an event. */
export const isFrom =
  (system: string, key: string) =>
  ({ metadata }: StreamEvent): boolean =>
    metadata.sourceSystem === system && metadata.sourceExternalId === key;

/** What the log has of a record: of its ticket, and of the contact that it is or in which its ticket was opened. */
export interface KnownRecord {
  readonly ticket: KnownStream;
  readonly interaction: KnownStream;
}

const NONE = new KnownStream([]);
/** A record that is told for the first time. */
export const NOTHING_KNOWN: KnownRecord = { ticket: NONE, interaction: NONE };

/** An event on record, at the moment at which it is known now to have happened. */
export interface OnRecord {
  readonly type: string;
  readonly at: string;
  readonly event: StreamEvent;
  readonly command: KnownCommand;
  /** The row of another moment told it first. */
  readonly isMoved?: true;
}

/** What the log has of a ticket, in the order of time, as corrections since have left it. Of a moment what was told first comes first. */
export function recordOnLog({ commands }: KnownStream): readonly OnRecord[] {
  let entries: OnRecord[] = [];
  for (const command of commands) {
    for (const event of command.events) {
      if (event.type === 'TicketHistoryCorrected') entries = corrected(entries, event.data as Corrected);
      else if (event.type !== 'TicketRowsNoted')
        entries.push({ type: event.type, at: event.metadata.occurredAt, event, command });
    }
  }
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The ticket as the log leaves it. */
export const ticketOnLog = ({ commands }: KnownStream): TicketAggregate =>
  commands
    .flatMap(({ events }) => events)
    .reduce((ticket, event) => AGGREGATES.ticket.decider.evolve(ticket, event) as TicketAggregate, null as TicketAggregate);

type Corrected = EventOf<typeof TicketHistoryCorrected>['data'];

function corrected(entries: readonly OnRecord[], { moved, withdrawn }: Corrected): OnRecord[] {
  const left = [...entries];
  const take = ({ type, teamId }: Corrected['withdrawn'][number], at: string) => {
    const place = left.findIndex((one) => one.type === type && one.at === at && teamOf(one.event.data) === teamId);
    return place === -1 ? [] : left.splice(place, 1);
  };
  for (const move of withdrawn) take(move, move.at);
  for (const move of moved) {
    const taken = take(move, move.was).map((one) => ({
      ...one,
      at: move.at,
      ...(move.at !== move.was && { isMoved: true as const }),
    }));
    // The logging comes before what else happened at its moment.
    if (move.type === 'TicketLogged') left.unshift(...taken);
    else left.push(...taken);
  }
  return left;
}

/** Of an assignment: to which team. */
export const teamOf = (data: object): string | undefined => (data as { toTeamId?: string }).toTeamId;

/** Whether somebody whose answer is on record answers otherwise. Of their words events hold nothing that could be compared. */
export function isOtherAnswer(command: string, told: Readonly<Record<string, unknown>>, { events }: KnownCommand): boolean {
  if (command !== 'GiveInteractionFeedback') return false;
  const onRecord = events.find(({ type }) => type === 'InteractionFeedbackGiven')?.data as
    Readonly<Record<string, unknown>> | undefined;
  const isScalar = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';
  return Object.entries(told).some(([field, value]) => isScalar(value) && onRecord?.[field] !== value);
}
