import { type CommandEnvelope, isHistory } from './command.js';
import { illegalMove, invalidInput } from './errors.js';
import type { Reason } from './reasons.js';
import { sameData } from './same-data.js';

/** A step of a thing through its life cycle: what happened, when, and what was said of it. */
export interface Move {
  /** The event's type. */
  readonly type: string;
  readonly at: string;
  /** What the command said, without what the thing's own state added. */
  readonly content: object;
}

/**
 * Whether a command only repeats the latest move: the same, of the same moment, with the same words. Nothing is recorded then. Whatever
 * differs is a move of its own, which the life cycle allows or refuses: it is never dropped.
 */
export const isRepeated = (latest: Move | undefined, move: Move): boolean => latest !== undefined && sameData(latest, move);

/**
 * @throws RapportError ILLEGAL_MOVE when a move is told late: one of a later moment is on record, and it was made from where the thing stood
 * then. History is recorded in any order.
 */
export function requireInOrder(command: CommandEnvelope, what: string, id: string, latest: Move | undefined): void {
  if (latest === undefined || command.occurredAt >= latest.at || isHistory(command)) return;
  throw illegalMove(
    'occurredAt',
    what,
    id,
    `has moved on since: on record is ${describeMove(latest)}; this is told of ${command.occurredAt}`,
    'Say what happened after that, or correct occurredAt.',
    [{ code: 'BEFORE', parameters: { moment: latest.at } }],
  );
}

/**
 * @param what happened at the moment, in words: `the ticket was logged`
 * @throws RapportError INVALID_INPUT when a command happened before there was what it speaks of. History may say what it likes.
 */
export function requireNotBefore(command: CommandEnvelope, moment: string, what: string): void {
  if (command.occurredAt >= moment || isHistory(command)) return;
  const reason = { code: 'BEFORE', parameters: { moment } } as const;
  throw invalidInput('occurredAt', `${what} only at ${moment}`, 'Give a moment after that.', reason);
}

/** That a move on record rules something out, as a refusal says it for programs; nothing where there is none. */
export const onRecord = (move: Move | undefined): readonly Reason[] =>
  move === undefined ? [] : [{ code: 'ON_RECORD', parameters: { moment: move.at } }];

/** The state that rules something out, and the move that led to it, as a refusal says it for programs. */
export const inState = (state: string, latest: Move | undefined): readonly Reason[] => [
  { code: 'IN_STATE', parameters: { state } },
  ...onRecord(latest),
];

/** That a thing is over, as a refusal says it for programs. */
export const over = (moment: string): Reason => ({ code: 'OVER', parameters: { moment } });

/** The move that a refusal rests on, behind what it says; nothing where there is none. */
export const onRecordText = (move: Move | undefined): string =>
  move === undefined ? '' : `: on record is ${describeMove(move)}`;

/** A move on record, for a refusal: `TicketResolved at 2026-03-02T10:00:00.000Z (workaround: true)`. */
export function describeMove({ type, at, content }: Move): string {
  const words = Object.entries(content).filter(([, value]) => value !== undefined);
  const details = words
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  return `${type} at ${at}${details === '' ? '' : ` (${details})`}`;
}
