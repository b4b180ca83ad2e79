import { type CommandEnvelope, isHistory } from './command.js';
import { illegalMove, invalidInput } from './errors.js';
import type { Reason } from './reasons.js';
import { sameData } from './same-data.js';

/** A step in the life cycle of an aggregate: what happened, when, and with which content. */
export interface Move {
  /** The event's type. */
  readonly type: string;
  readonly at: string;
  /** The content of the command, without anything derived from the aggregate's state. */
  readonly content: object;
}

/**
 * Whether a command only repeats the latest move: same type, same moment, same content. Then nothing is recorded. Any
 * difference makes it a move of its own, which the life cycle allows or refuses: it is never dropped.
 */
export const isRepeated = (latest: Move | undefined, move: Move): boolean => latest !== undefined && sameData(latest, move);

/**
 * @throws RapportError ILLEGAL_MOVE when a move arrives late: a move of a later moment is on record, which was decided on the
 * state without this one. History may be recorded in any order.
 */
export function requireInOrder(command: CommandEnvelope, what: string, id: string, latest: Move | undefined): void {
  if (latest === undefined || command.occurredAt >= latest.at || isHistory(command)) return;
  throw illegalMove(
    'occurredAt',
    what,
    id,
    `has changed since: the log records ${describeMove(latest)}; this command is for ${command.occurredAt}`,
    'Send what happened after that, or correct occurredAt.',
    [{ code: 'BEFORE', parameters: { moment: latest.at } }],
  );
}

/**
 * @param what happened at the moment, in words: `the ticket was logged`
 * @throws RapportError INVALID_INPUT when a command happened before its subject existed. History is not checked.
 */
export function requireNotBefore(command: CommandEnvelope, moment: string, what: string): void {
  if (command.occurredAt >= moment || isHistory(command)) return;
  const reason = { code: 'BEFORE', parameters: { moment } } as const;
  throw invalidInput('occurredAt', `${what} only at ${moment}`, 'Give a later moment.', reason);
}

/**
 * @param moment the promised moment, given in `field`
 * @throws RapportError INVALID_INPUT when a command promises something for a moment that has passed when it happens. History is
 * not checked.
 */
export function requireAhead(command: CommandEnvelope, field: string, moment: string): void {
  if (moment > command.occurredAt || isHistory(command)) return;
  const reason = { code: 'NOT_AFTER', parameters: { moment: command.occurredAt } } as const;
  const what = `the promised moment ${moment} is not after ${command.occurredAt}, when the promise is made`;
  throw invalidInput(field, what, 'Promise a later moment.', reason);
}

/** The reason code for a recorded move that excludes a command; empty when there is none. */
export const onRecord = (move: Move | undefined): readonly Reason[] =>
  move === undefined ? [] : [{ code: 'ON_RECORD', parameters: { moment: move.at } }];

/** The reason codes for a state that excludes a command, and for the move that led to it. */
export const inState = (state: string, latest: Move | undefined): readonly Reason[] => [
  { code: 'IN_STATE', parameters: { state } },
  ...onRecord(latest),
];

/** The reason code for something that has ended. */
export const over = (moment: string): Reason => ({ code: 'OVER', parameters: { moment } });

/** The move on which a refusal rests, to be appended to its message; empty when there is none. */
export const onRecordText = (move: Move | undefined): string =>
  move === undefined ? '' : `: the log records ${describeMove(move)}`;

/** A recorded move, worded for a refusal: `TicketResolved at 2026-03-02T10:00:00.000Z (workaround: true)`. */
export function describeMove({ type, at, content }: Move): string {
  const words = Object.entries(content).filter(([, value]) => value !== undefined);
  const details = words
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  return `${type} at ${at}${details === '' ? '' : ` (${details})`}`;
}
