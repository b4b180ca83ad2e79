import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy } from '../kernel/decide-by.js';
import { COURSE_RULES } from './decide-course.js';
import { SESSION_RULES } from './decide-sessions.js';
import type { ImprovementEvent } from './events.js';
import { evolveImprovement, type ImprovementState } from './state.js';

/** What a team and a department do to get on better, and whether it helped. */
export const improvementDecider: Decider<Command, ImprovementEvent, ImprovementState> = {
  initial: () => null,
  evolve: evolveImprovement,
  isReferable: (state) => state !== null,
  concerns: (state) => state?.proposed,
  decide: decideBy<ImprovementEvent, ImprovementState>([...COURSE_RULES, ...SESSION_RULES]),
};
