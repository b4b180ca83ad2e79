import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { alreadyExists, illegalMove, invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { about, made, mustBe } from './made.js';
import type { CommitmentState } from './state.js';
import { verdictOn } from './verdict.js';

/** How a promise is given, changed by agreement, and taken back. */
export const PROMISE_RULES: readonly Rule<e.CommitmentEvent, CommitmentState>[] = [
  when(c.MakeCommitment, (command, state) => {
    const { commitmentId, byTeamId: teamId, toDepartmentId: departmentId, dueAt, promiseRef } = command;
    const { ticketId, touchpointId, interactionId } = command;
    const counts = verdictOn({ dueAt, disputed: false });
    const event = e.CommitmentMade({
      commitmentId,
      teamId,
      departmentId,
      dueAt,
      promiseRef,
      ticketId,
      touchpointId,
      interactionId,
      counts,
    });
    if (state) {
      if (sameData(state.made, event.data)) return [];
      throw alreadyExists('commitmentId', 'commitment', commitmentId);
    }
    mustBeAhead(command, 'dueAt', dueAt);
    return [event];
  }),
  when(c.RenegotiateCommitment, (command, state) => {
    const commitment = made(command, state);
    const { newDueAt, agreedBy, reason, occurredAt } = command;
    const { dueAt: oldDueAt, missedAt, status } = commitment;
    if (status === 'OPEN' && newDueAt === oldDueAt) return [];
    mustBe(['OPEN', 'MISSED', 'DISPUTED'], command, commitment, 'Make a new commitment.');
    mustBeAhead(command, 'newDueAt', newDueAt);
    const noticeGiven = occurredAt < oldDueAt;
    const missed = noticeGiven ? missedAt : (missedAt ?? oldDueAt);
    // Who agrees on a new date no longer disputes what was done by the old one.
    const change = { dueAt: newDueAt, fulfilledAt: undefined, missedAt: missed, disputed: false };
    return [e.CommitmentRenegotiated({ ...about(commitment, change), oldDueAt, agreedBy, noticeGiven, reason })];
  }),
  when(c.MissCommitment, (command, state) => {
    const commitment = made(command, state);
    const { status, dueAt, missedAt = dueAt } = commitment;
    if (status === 'MISSED') return [];
    mustBe(['OPEN'], command, commitment, 'It is settled already.');
    if (command.occurredAt <= dueAt && !isHistory(command)) {
      throw illegalMove('commitment', command.commitmentId, `is due only at ${dueAt}`, 'Renegotiate it in time, or withdraw it.');
    }
    return [e.CommitmentMissed({ ...about(commitment, { missedAt }), reason: command.reason })];
  }),
  when(c.WithdrawCommitment, (command, state) => {
    const commitment = made(command, state);
    const { withdrawnBy, reason, occurredAt } = command;
    if (commitment.status === 'WITHDRAWN') return [];
    mustBe(['OPEN'], command, commitment, 'There is nothing left to withdraw.');
    const change = withdrawnBy === 'DEPARTMENT' ? { releasedAt: occurredAt } : {};
    return [e.CommitmentWithdrawn({ ...about(commitment, change), withdrawnBy, reason })];
  }),
];

/** @throws RapportError INVALID_INPUT when a date is promised that has passed (history may tell of it). */
function mustBeAhead(command: c.CommitmentCommand, field: string, dueAt: string): void {
  if (dueAt > command.occurredAt || isHistory(command)) return;
  throw invalidInput(field, `${dueAt} is not after ${command.occurredAt}, when it is promised`, 'Promise a later moment.');
}
