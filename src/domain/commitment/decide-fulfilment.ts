import { type Rule, when } from '../kernel/decide-by.js';
import * as c from './commands.js';
import * as e from './events.js';
import { about, made, mustBe, mustBeDepartment } from './made.js';
import type { CommitmentState } from './state.js';

/** Whether a promise was kept: IT says so, the department agrees or not. */
export const FULFILMENT_RULES: readonly Rule<e.CommitmentEvent, CommitmentState>[] = [
  when(c.FulfilCommitment, (command, state) => {
    const commitment = made(command, state);
    if (commitment.status === 'FULFILLED' || commitment.status === 'CONFIRMED') return [];
    // Late is better than never, and after a dispute it may be tried again; whether it counts is another matter.
    mustBe(['OPEN', 'MISSED', 'DISPUTED'], command, commitment, 'Make a new commitment.');
    return [e.CommitmentFulfilled({ ...about(commitment, { fulfilledAt: command.occurredAt }), byRef: command.byRef })];
  }),
  when(c.ConfirmFulfilment, (command, state) => {
    const commitment = made(command, state);
    const { status, fulfilledAt = command.occurredAt } = commitment;
    if (status === 'CONFIRMED') return [];
    mustBeDepartment(command);
    mustBe(['FULFILLED', 'DISPUTED'], command, commitment, 'IT fulfils it first.');
    return [e.FulfilmentConfirmed({ ...about(commitment, { fulfilledAt, disputed: false }), fulfilledAt, byRef: command.byRef })];
  }),
  when(c.DisputeFulfilment, (command, state) => {
    const commitment = made(command, state);
    const { status, fulfilledAt = command.occurredAt } = commitment;
    if (status === 'DISPUTED') return [];
    mustBeDepartment(command);
    mustBe(['FULFILLED', 'CONFIRMED'], command, commitment, 'IT fulfils it first.');
    const { byRef, reason } = command;
    return [e.FulfilmentDisputed({ ...about(commitment, { fulfilledAt, disputed: true }), fulfilledAt, byRef, reason })];
  }),
];
