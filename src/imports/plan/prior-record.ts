import type { StreamEvent } from '../../commands/command-runner.js';
import type { SilentRow } from '../../domain/kernel/command.js';
import { START, type Position, type EventOf } from '../../domain/kernel/event.js';
import { AGGREGATES } from '../../domain/aggregates.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import { placeOf, type Place } from './command-id.js';
import type { TicketHistoryCorrected } from '../../domain/ticket/events.js';

/** A command on record, with the events that it produced. */
export interface PriorCommand {
  readonly id: string;
  /** Its number among the stream's commands, in order of recording. */
  readonly index: number;
  /** The row that caused it; undefined where no row did, or where the record states it only once. */
  readonly place: Place | undefined;
  readonly events: readonly StreamEvent[];
  readonly occurredAt: string;
  readonly hash: string | undefined;
  readonly isSnapshot: boolean;
  /**
   * Rows recorded with it: for a history, rows that changed nothing; for snapshots, rows whose own moment no
   * command has.
   */
  readonly silentRows: readonly SilentRow[];
  readonly position: Position;
}

/** One recorded stream, command by command, in order of recording. */
export class PriorStream {
  readonly commands: readonly PriorCommand[];
  /** The silent rows of all commands. */
  readonly silentRows: readonly SilentRow[];
  /** When a promise was kept that no row had named by then: the earliest moment on record. */
  readonly keptAt: string | undefined;
  private readonly byId: ReadonlyMap<string, PriorCommand>;

  constructor(history: readonly StreamEvent[]) {
    const grouped = new Map<string, StreamEvent[]>();
    for (const event of history) {
      const events = grouped.get(event.metadata.commandId);
      if (events === undefined) grouped.set(event.metadata.commandId, [event]);
      else events.push(event);
    }
    const kept: string[] = [];
    this.commands = [...grouped].map(([id, events], index) => {
      const { metadata } = events[0] as StreamEvent;
      const { occurredAt, commandHash: hash, fidelity, silentRows: silent } = metadata;
      const rows = silent === undefined ? [] : (JSON.parse(silent) as SilentRow[]);
      kept.push(...rows.flatMap((row) => row.kept ?? []));
      const silentRows = rows.filter((row) => row.kept === undefined);
      const position = events.at(-1)?.position ?? START;
      const isSnapshot = fidelity === 'SNAPSHOT';
      return { id, index, place: placeOf(id), events, occurredAt, hash, isSnapshot, silentRows, position };
    });
    this.silentRows = this.commands.flatMap(({ silentRows }) => silentRows);
    this.keptAt = kept.sort()[0];
    this.byId = new Map(this.commands.map((command) => [command.id, command]));
  }

  get(id: string): PriorCommand | undefined {
    return this.byId.get(id);
  }
}

/** Tests whether an event came from a record of a source. */
export const isFrom =
  (system: string, key: string) =>
  ({ metadata }: StreamEvent): boolean =>
    metadata.sourceSystem === system && metadata.sourceExternalId === key;

/**
 * The recorded streams of a record: its ticket, the contact that it is or in which its ticket was opened, and the commitment
 * of its due date.
 */
export interface PriorRecord {
  readonly ticket: PriorStream;
  readonly interaction: PriorStream;
  readonly commitment: PriorStream;
}

const NONE = new PriorStream([]);
/** For a record that is imported for the first time. */
export const NOTHING_PRIOR: PriorRecord = { ticket: NONE, interaction: NONE, commitment: NONE };

/** A recorded event at its corrected moment. */
export interface OnRecord {
  readonly type: string;
  readonly at: string;
  readonly event: StreamEvent;
  readonly command: PriorCommand;
  /** The event was first recorded at another row's moment. */
  readonly isMoved?: true;
}

/**
 * The ticket's recorded events in time order, with all corrections applied. At the same moment, the one recorded first comes
 * first.
 */
export function recordOnLog({ commands }: PriorStream): readonly OnRecord[] {
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

/** The ticket as folded from all of its recorded events. */
export const ticketOnLog = ({ commands }: PriorStream): TicketAggregate =>
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
    // The ticket's logging precedes other events at the same moment.
    if (move.type === 'TicketLogged') left.unshift(...taken);
    else left.push(...taken);
  }
  return left;
}

/** For an assignment: the team assigned. */
export const teamOf = (data: object): string | undefined => (data as { toTeamId?: string }).toTeamId;

/** Whether a row gives another answer than the one on record. Words are not compared, because events hold none. */
export function isOtherAnswer(command: string, told: Readonly<Record<string, unknown>>, { events }: PriorCommand): boolean {
  if (command !== 'GiveInteractionFeedback') return false;
  const onRecord = events.find(({ type }) => type === 'InteractionFeedbackGiven')?.data as
    Readonly<Record<string, unknown>> | undefined;
  const isScalar = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';
  return Object.entries(told).some(([field, value]) => isScalar(value) && onRecord?.[field] !== value);
}
