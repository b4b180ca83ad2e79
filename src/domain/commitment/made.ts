import { isHistory } from '../kernel/command.js';
import { RapportError } from '../kernel/errors.js';
import { illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import type { CommitmentCommand } from './commands.js';
import type { Commitment, CommitmentState, CommitmentStatus } from './state.js';
import { type Facts, verdictOn } from './verdict.js';

/**
 * The commitment that a command speaks of.
 * @throws RapportError NOT_FOUND when it was never made; INVALID_INPUT when the command happened before it was (history may).
 */
export function made(command: CommitmentCommand, state: CommitmentState): Commitment {
  if (!state) throw notFound('commitmentId', 'commitment', command.commitmentId, 'Make it first, or correct the id.');
  if (command.occurredAt < state.madeAt && !isHistory(command)) {
    throw invalidInput('occurredAt', `the commitment was made only at ${state.madeAt}`, 'Give a moment after its making.');
  }
  return state;
}

/** @throws RapportError ILLEGAL_MOVE unless the commitment is in one of the states (history may be in any). */
export function mustBe(
  states: readonly CommitmentStatus[],
  command: CommitmentCommand,
  { status, made: { commitmentId } }: Commitment,
  remedy: string,
): void {
  if (states.includes(status) || isHistory(command)) return;
  throw illegalMove('commitment', commitmentId, `is ${status}`, remedy);
}

/** The department has the last word on whether a promise was kept. @throws RapportError SELF_RATING when IT would have it. */
export function mustBeDepartment({ actor, commitmentId }: CommitmentCommand): void {
  if (actor.kind !== 'IT_STAFF') return;
  throw new RapportError('SELF_RATING', `IT staff cannot judge their own commitment "${commitmentId}"`, {
    remedy: 'Use fulfilCommitment to say that it is done; the department confirms or disputes.',
  });
}

/** What every later event says: whose promise, until when now, and what it does to the trial when these facts change. */
export function about(commitment: Commitment, change: Partial<Facts>) {
  const { commitmentId, teamId, departmentId } = commitment.made;
  const after = { ...commitment, ...change };
  return { commitmentId, teamId, departmentId, dueAt: after.dueAt, counted: verdictOn(commitment), counts: verdictOn(after) };
}
