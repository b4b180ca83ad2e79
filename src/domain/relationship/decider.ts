import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy } from '../kernel/decide-by.js';
import { AGREEMENT_RULES } from './decide-agreements.js';
import { GOAL_RULES } from './decide-goals.js';
import { LIFE_RULES } from './decide-life.js';
import { TOUCHPOINT_RULES } from './decide-touchpoints.js';
import type { RelationshipEvent } from './events.js';
import { evolveRelationship, type RelationshipState } from './state.js';

/** How a team and a department mean to work with each other: what they agree, plan, keep and say of it. */
export const relationshipDecider: Decider<Command, RelationshipEvent, RelationshipState> = {
  initial: () => null,
  evolve: evolveRelationship,
  isReferable: (state) => state !== null && state.end === undefined,
  concerns: (state) => state?.established,
  decide: decideBy<RelationshipEvent, RelationshipState>([...LIFE_RULES, ...AGREEMENT_RULES, ...GOAL_RULES, ...TOUCHPOINT_RULES]),
};
