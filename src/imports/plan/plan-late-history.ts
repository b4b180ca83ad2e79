import { hash } from 'node:crypto';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import type { RecordRow, SourceRecord } from '../records/source-record.js';
import type { RowRejection } from '../values/rejection.js';
import type { CompiledMapping } from './compile-mapping.js';
import { toldAfterAll } from './first-rows.js';
import type { Identity } from './identify-rows.js';
import { isFrom, type PriorCommand, type PriorRecord, type PriorStream } from './prior-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from './planned-row.js';
import { RecordPlanner } from './record-planner.js';
import { streamsOf } from './record-streams.js';
import type { CommandOrigin, Values } from './row-commands.js';
import { type Difference, type Moved, storyDifference } from './story-difference.js';
import { assertedBy, saidBy } from './silent-rows.js';
import { isUnseenReopening, storyWithUnseenReopenings } from './unseen-reopenings.js';
import { type StoryEvent, type TellAs, WholeStory } from './whole-story.js';

/**
 * Plans rows of a history that are older than rows on record, as if all had arrived at once. Events missing from the log are
 * recorded at their own moments; events at a wrong moment are moved, and events that only seemed to happen are withdrawn. So
 * the windows of a log give the same story in any order. (docs/decisions/0020-history-imported-late.md)
 */
export function planLateHistory(
  record: SourceRecord,
  rows: readonly RecordRow[],
  compiled: CompiledMapping,
  known: PriorRecord,
  identified: readonly (Identity | RowRejection)[],
  last: number,
): (PlannedRow | RejectedRow)[] {
  const { mapping, commands } = compiled;
  const { system } = mapping.source;
  const isOfRecord = ({ events }: PriorCommand) => events.some(isFrom(system, record.key));
  const origin = (row: string, told?: PriorCommand): CommandOrigin => {
    const { actorKind = 'IMPORT', actorRef } = told?.events[0]?.metadata ?? {};
    const content = told?.hash;
    return {
      key: record.key,
      id: row,
      content: content ?? '',
      isDeclared: content !== undefined,
      automatic: actorKind === 'SYSTEM',
      actor: { kind: actorKind === 'SYSTEM' ? 'IMPORT' : actorKind, ref: actorRef },
    };
  };
  const tellAs: TellAs = ({ told, row }, name, values, at) =>
    commands.build(name, values, at, origin(row, told), { scope: 'ROW', nth: 1 });
  const moments = new Set(identified.map((row) => ('content' in row ? row.at : '')));
  const isIn = (at: string) => moments.has(at);
  const rowIds = new Set(identified.map((row) => ('content' in row ? row.id : '')));
  const isOwnRow = (id: string) => rowIds.has(id);
  const asserted = assertedBy(mapping);
  const opensAtRow = mapping.opening?.at === undefined;
  const ofFile = identified.filter((row): row is Identity => 'content' in row);
  const afterAll = toldAfterAll(known, ofFile, record.key, commands);
  let story: WholeStory | undefined;
  const planner = new RecordPlanner(
    record,
    compiled,
    known,
    identified,
    (isOwn) => {
      const told = { isOfRecord, isOwn, isIn, isOwnRow };
      story = new WholeStory(known.ticket, told, asserted, opensAtRow, tellAs, afterAll.ticket);
      return story;
    },
    last,
  );
  const planned = planner.plan(rows);
  story!.advanceToPresent();
  const { onRecord } = story!;
  const events = storyWithUnseenReopenings(story!.events, onRecord, record, compiled);
  const difference = storyDifference(events, onRecord, isOfRecord);
  const { id: ticketId } = streamsOf(record, compiled);
  const at = events.reduce((late, one) => (one.at > late ? one.at : late), '');
  let corrections = 0;
  const correct = (values: Values): Command => {
    const said = JSON.stringify([values, corrections++, onRecord.length, difference.told]);
    const id = `history.${hash('sha1', said, 'base64url').slice(0, 12)}`;
    return commands.build('CorrectTicketHistory', { ticketId, ...values }, at, origin(id), { scope: 'ROW', nth: 1 });
  };
  const sent = inOrder(difference, correct).map((command) => [command, underFreeId(command, known.ticket)] as const);
  return withContactCommands(withTicketCommands(planned, events, sent, difference.known), afterAll.interaction);
}

/**
 * Places each correction at its position in the story among the commands. The last correction also states the resulting state
 * of the ticket.
 */
function inOrder({ withdrawn, told }: Difference, correct: (values: Values) => Command): readonly Command[] {
  const sent: Command[] = withdrawn.length > 0 ? [correct({ withdrawn })] : [];
  let moved: Moved[] = [];
  for (const one of told) {
    if ('was' in one) moved.push(one);
    else {
      if (moved.length > 0) sent.push(correct({ moved }));
      moved = [];
      sent.push(one);
    }
  }
  if (told.length > 0) sent.push(correct({ moved }));
  return sent;
}

/**
 * Distributes the ticket's commands over the rows. Commands caused by rows of other files go with the row of this file that
 * is current at that point.
 */
function withTicketCommands(
  planned: readonly (PlannedRow | RejectedRow)[],
  story: readonly StoryEvent[],
  sent: readonly (readonly [planned: Command, sent: Command])[],
  known: Difference['known'],
): (PlannedRow | RejectedRow)[] {
  const accepted = planned.filter((row): row is PlannedRow => !isRejected(row));
  const rowOf = new Map(accepted.flatMap((row) => row.ticket.map((command) => [command, row] as const)));
  const commandsOf = new Map<PlannedRow, Command[]>(accepted.map((row) => [row, []]));
  let row = accepted[0];
  const order = story.flatMap(({ command }) => command ?? []);
  let next = 0;
  for (const [command, asSent] of sent) {
    for (; order.includes(command, next) && order[next] !== command; next++) row = rowOf.get(order[next] as Command) ?? row;
    row = rowOf.get(command) ?? row;
    if (row !== undefined) commandsOf.get(row)!.push(asSent);
  }
  return planned.map((one) => {
    if (isRejected(one)) return one;
    const toldBefore = one.ticket.flatMap((command) => known.get(command) ?? []);
    const ticket = commandsOf.get(one)!;
    const notices = ticket.some(isUnseenReopening) ? [...one.notices, 'REOPENED_UNSEEN' as const] : one.notices;
    return { ...one, ticket, known: [...one.known, ...toldBefore], notices, trace: traceOf(one, ticket) };
  });
}

/** Adds the contact's commands to the last accepted row. */
function withContactCommands(rows: (PlannedRow | RejectedRow)[], told: readonly Command[]): (PlannedRow | RejectedRow)[] {
  const last = rows.findLastIndex((row) => !isRejected(row));
  return rows.map((row, i) => (i !== last || isRejected(row) ? row : { ...row, interaction: [...row.interaction, ...told] }));
}

/** Notes aspects that the row states but does not record itself, because a correction of another row's event records them. */
function traceOf({ trace, ticket: planned }: PlannedRow, sent: readonly Command[]): PlannedRow['trace'] {
  const said = (commands: readonly Command[]) => commands.flatMap((command) => saidBy(command.constructor.name));
  const own = new Set(said(sent));
  const says = [...new Set([...(trace?.says ?? []), ...said(planned).filter((aspect) => !own.has(aspect))])];
  return trace && (says.length > 0 ? { ...trace, says } : trace);
}

/** Appends a number where the id is taken: the same row may have caused a command of that name with another result. */
function underFreeId(command: Command, onLog: PriorStream): Command {
  let free = command;
  for (let nth = 2; onLog.get(free.commandId) !== undefined; nth++)
    free = new (command.constructor as CommandClass)({ ...command, commandId: `${command.commandId}.${nth}` });
  return free;
}
