import type { Command } from '../../domain/kernel/command.js';
import { LEADS_TO, OPEN } from '../../domain/ticket/lifecycle.js';
import type { SourceRecord } from '../records/source-record.js';
import { isOfMoment } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import { type KnownRecord, type OnRecord, recordOnLog } from './known-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { streamsOf } from './record-streams.js';
import { ofImport } from './row-commands.js';
import { moveOf } from './state-steps.js';
import type { StoryEvent } from './whole-story.js';

/** Where a ticket came to. */
interface Move<T> {
  readonly at: string;
  readonly to: string;
  /** A column of moments tells it, whichever rows repeat that. */
  readonly isMilestone: boolean;
  readonly of: T;
}

/** Whether it tells a reopening that no row showed. */
export const isUnseenReopening = ({ constructor, commandId }: Command): boolean =>
  constructor.name === 'ReopenTicket' && isOfMoment(commandId);

/** Makes the reopening at a moment. */
type Reopen = (at: string) => Command;

const reopenAt =
  (record: SourceRecord, compiled: CompiledMapping): Reopen =>
  (at) => {
    const { id: ticketId } = streamsOf(record, compiled);
    return compiled.commands.build('ReopenTicket', { ticketId }, at, ofImport(record.key), { scope: 'MOMENT', nth: 1 });
  };

/**
 * Rows of a history with the reopenings that its columns of moments vouch for and no row shows: a ticket that was solved on Monday and, say
 * the same columns later, on Friday, was open again in between. Each is told at the moment of the later end.
 */
export function withUnseenReopenings(
  planned: readonly (PlannedRow | RejectedRow)[],
  record: SourceRecord,
  compiled: CompiledMapping,
  known: KnownRecord,
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

/** The same of a story that is told anew. */
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

/** Ends that milestones tell after another end that a milestone told, and to which only work leads. */
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
/** That it was logged opens nothing anew, though rows from before may be missing. */
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
