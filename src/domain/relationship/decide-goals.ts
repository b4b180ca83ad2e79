import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { inWords, isRepeated, type Move } from '../kernel/moves.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { established, notEnded } from './standing.js';
import type { Relationship, RelationshipState } from './state.js';

/** The department's own goals: shared, then achieved or given up, once. */
export const GOAL_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.ShareBusinessGoal, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, goalId, goal, measure, targetDate } = command;
    const before = own(relationship.goals, goalId);
    if (before) {
      if (sameData(before.shared, { goal, measure, targetDate })) return [];
      throw alreadyExists('goalId', 'business goal', goalId);
    }
    notEnded(command, relationship);
    return [e.BusinessGoalShared({ teamId, departmentId, goalId, goal, measure, targetDate })];
  }),
  when(c.AchieveBusinessGoal, (command, state) => {
    const { teamId, departmentId, goalId, occurredAt: at } = command;
    if (!settlesGoal(command, established(command, state), { type: 'BusinessGoalAchieved', at, said: {} })) return [];
    return [e.BusinessGoalAchieved({ teamId, departmentId, goalId })];
  }),
  when(c.RetireBusinessGoal, (command, state) => {
    const { teamId, departmentId, goalId, reason, occurredAt: at } = command;
    if (!settlesGoal(command, established(command, state), { type: 'BusinessGoalRetired', at, said: { reason } })) return [];
    return [e.BusinessGoalRetired({ teamId, departmentId, goalId, reason })];
  }),
];

/** Whether this is what settles the goal; false: the very same is on record already. Refuses what cannot be. */
function settlesGoal(command: c.AchieveBusinessGoal | c.RetireBusinessGoal, relationship: Relationship, told: Move): boolean {
  const { goalId } = command;
  const goal = own(relationship.goals, goalId);
  if (!goal) throw notFound('goalId', 'business goal', goalId, 'Share it first, or correct the id.');
  if (isRepeated(goal.settled, told)) return false;
  notEnded(command, relationship);
  if (isHistory(command)) return true;
  if (goal.settled) {
    throw illegalMove('business goal', goalId, `is ${goal.status}: on record is ${inWords(goal.settled)}`, 'Share a new goal.');
  }
  if (told.at < goal.sharedAt) {
    throw invalidInput('occurredAt', `the goal was shared only at ${goal.sharedAt}`, 'Give a moment after that.');
  }
  return true;
}
