import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy } from '../kernel/decide-by.js';
import { AUDIT_RULES } from './decide-audit.js';
import { POLICY_RULES } from './decide-policy.js';
import type { GovernanceEvent } from './events.js';
import { evolveGovernance, type Governance, NOTHING_GOVERNED } from './state.js';

/** How an organisation measures itself, by decisions on record: one stream an organisation. */
export const governanceDecider: Decider<Command, GovernanceEvent, Governance> = {
  initial: () => NOTHING_GOVERNED,
  evolve: evolveGovernance,
  isReferable: () => true,
  decide: decideBy<GovernanceEvent, Governance>([...POLICY_RULES, ...AUDIT_RULES]),
};
