import type { Command } from '../../domain/kernel/command.js';
import { LEADS_TO, OPEN } from '../../domain/ticket/lifecycle.js';
import type { SourceRecord } from '../records/source-record.js';
import { isOfMoment } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import { type PriorRecord, type OnRecord, recordOnLog } from './prior-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { streamsOf } from './record-streams.js';
import { ofImport } from './row-commands.js';
import { moveOf } from './state-steps.js';
import type { StoryEvent } from './whole-story.js';

/** A transition of a ticket to a state. */
interface Move<T> {
  readonly at: string;
  readonly to: string;
  /** Whether a column of moments states it, whichever rows repeat it. */
  readonly isMilestone: boolean;
  readonly of: T;
}

/** Whether a command is a reopening that no row shows. */
export const isUnseenReopening = ({ constructor, commandId }: Command): boolean =>
  constructor.name === 'ReopenTicket' && isOfMoment(commandId);

/** Builds the reopening at a moment. */
type Reopen = (at: string) => Command;

const reopenAt =
  (record: SourceRecord, compiled: CompiledMapping): Reopen =>
  (at) => {
    const { id: ticketId } = streamsOf(record, compiled);
    return compiled.commands.build('ReopenTicket', { ticketId }, at, ofImport(record.key), { scope: 'MOMENT', nth: 1 });
  };

/**
 * Adds the reopenings to a history's rows that its columns of moments imply and no row shows: a ticket resolved on Monday
 * that has a resolution on Friday in the same columns later was open in between. Each is recorded at the moment of the later
 * end.
 */
export function withUnseenReopenings(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: PriorRecord,
): readonly (PlannedRow | RejectedRow)[] {
  const told = planned.flatMap((row) => (isRejected(row) ? [] : row.ticket.flatMap((command) => plannedMove(command) ?? [])));
  if (!told.some(({ isMilestone }) => isMilestone)) return planned;
  const later = new Set(
    laterEnds<Command | OnRecord>([...recordOnLog(known.ticket).flatMap((one) => recordedMove(one) ?? []), ...told]),
  );
  if (later.size === 0) return planned;
  const reopen = reopenAt(record, compiled);
  return planned.map((row) => {
    if (isRejected(row) || !row.ticket.some((command) => later.has(command))) return row;
    const ticket = row.ticket.flatMap((command) => (later.has(command) ? [reopen(command.occurredAt), command] : [command]));
    return { ...row, ticket, notices: [...row.notices, 'REOPENED_UNSEEN' as const] };
  });
}

/** The same for a whole story. */
export function storyWithUnseenReopenings(
  events: readonly StoryEvent[],
  onRecord: readonly OnRecord[],
  record: SourceRecord,
  compiled: CompiledMapping,
): readonly StoryEvent[] {
  const recorded = new Set(onRecord.flatMap(({ command, type, at }) => (isOfMoment(command.id) ? [`${type} ${at}`] : [])));
  const moves = events.flatMap((of): readonly Move<StoryEvent>[] => {
    const { type, at, command } = of;
    const to = leadsTo(type);
    const isMilestone = command === undefined ? recorded.has(`${type} ${at}`) : isOfMoment(command.commandId);
    return to === undefined ? [] : [{ at, to, isMilestone, of }];
  });
  const later = new Set(laterEnds(moves));
  const reopen = reopenAt(record, compiled);
  return events.flatMap((event) =>
    later.has(event) ? [{ type: 'TicketReopened', at: event.at, data: {}, command: reopen(event.at) }, event] : [event],
  );
}

/** The milestone ends that follow another milestone end, and that only further work could lead to. */
function laterEnds<T>(moves: readonly Move<T>[]): readonly T[] {
  const inTime = [...moves].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return inTime.flatMap(({ to, at, isMilestone, of }, i) => {
    const before = inTime[i - 1];
    if (!isMilestone || before?.isMilestone !== true || before.at === at) return [];
    const isEndAgain = !isOpenState(before.to) && (to === 'RESOLVED' || to === before.to);
    return isEndAgain ? [of] : [];
  });
}

const isOpenState = (state: string): boolean => (OPEN as readonly string[]).includes(state);
/** The logging never counts as reopening, though rows before it may be missing. */
const leadsTo = (type: string): string | undefined =>
  type === 'TicketLogged' ? undefined : (LEADS_TO as Readonly<Record<string, string>>)[type];

function plannedMove(command: Command): Move<Command> | undefined {
  const to = moveOf(command.constructor.name);
  return to && { at: command.occurredAt, to, isMilestone: isOfMoment(command.commandId), of: command };
}

function recordedMove(of: OnRecord): Move<OnRecord> | undefined {
  const to = leadsTo(of.type);
  return to === undefined ? undefined : { at: of.at, to, isMilestone: isOfMoment(of.command.id), of };
}
