import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy } from '../kernel/decide-by.js';
import { FULFILMENT_RULES } from './decide-fulfilment.js';
import { PROMISE_RULES } from './decide-promise.js';
import type { CommitmentEvent } from './events.js';
import { type CommitmentState, evolveCommitment } from './state.js';

/** A promise of a team to a department, kept or not: what trust is made of. */
export const commitmentDecider: Decider<Command, CommitmentEvent, CommitmentState> = {
  initial: () => null,
  evolve: evolveCommitment,
  isReferable: (state) => state !== null,
  decide: decideBy<CommitmentEvent, CommitmentState>([...PROMISE_RULES, ...FULFILMENT_RULES]),
};
