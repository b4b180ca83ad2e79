import { isHistory } from '../kernel/command.js';
import { inWords, requireInOrder } from '../kernel/moves.js';
import { illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import type { ImprovementCommand } from './commands.js';
import type { Improvement, ImprovementState, ImprovementStatus } from './state.js';

/**
 * The improvement that a command speaks of.
 * @throws RapportError NOT_FOUND when it was never proposed; INVALID_INPUT when the command happened before it was (history may).
 */
export function proposed(command: ImprovementCommand, state: ImprovementState): Improvement {
  if (!state) throw notFound('improvementId', 'improvement', command.improvementId, 'Propose it first, or correct the id.');
  if (command.occurredAt < state.proposedAt && !isHistory(command)) {
    throw invalidInput('occurredAt', `the improvement was proposed only at ${state.proposedAt}`, 'Give a moment after that.');
  }
  return state;
}

const REMEDIES: Record<ImprovementStatus, string> = {
  PROPOSED: 'Accept it first.',
  ACCEPTED: 'Start it first.',
  STARTED: 'Deliver it first.',
  DELIVERED: 'Propose a further one.',
  DECLINED: 'Propose it anew.',
  ABANDONED: 'Propose it anew.',
};

/** @throws RapportError ILLEGAL_MOVE unless the improvement is in one of the states (history may be in any). */
export function mustBe(states: readonly ImprovementStatus[], command: ImprovementCommand, { status, latest }: Improvement): void {
  if (states.includes(status) || isHistory(command)) return;
  const onRecord = latest ? `: on record is ${inWords(latest)}` : '';
  throw illegalMove('improvement', command.improvementId, `is ${status}${onRecord}`, REMEDIES[status]);
}

/** @throws RapportError ILLEGAL_MOVE when a later step is on record (history is recorded in any order). */
export function mustFollow(command: ImprovementCommand, { latest }: Improvement): void {
  requireInOrder(command, 'improvement', command.improvementId, latest);
}

/**
 * What an improvement came to is measured once it has begun, and the result of a later moment stands.
 * @throws RapportError INVALID_INPUT when it had not begun by then; ILLEGAL_MOVE when a later result is on record (history may tell either).
 */
export function mustBeLater(command: ImprovementCommand, { startedAt, measured }: Improvement): void {
  if (isHistory(command)) return;
  if (startedAt !== undefined && command.occurredAt < startedAt) {
    throw invalidInput('occurredAt', `the improvement began only at ${startedAt}`, 'Give a moment after that.');
  }
  if (!measured) return;
  const { at, ...said } = measured;
  requireInOrder(command, 'improvement', command.improvementId, { type: 'ImprovementOutcomeMeasured', at, said });
}

/** Whose improvement it is; part of every event. */
export const about = ({ proposed: { improvementId, teamId, departmentId } }: Improvement) => ({
  improvementId,
  teamId,
  departmentId,
});
