import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, notFound } from '../kernel/refusals.js';
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
    const { teamId, departmentId, goalId } = command;
    if (!changesGoal(command, established(command, state), 'ACHIEVED')) return [];
    return [e.BusinessGoalAchieved({ teamId, departmentId, goalId })];
  }),
  when(c.RetireBusinessGoal, (command, state) => {
    const { teamId, departmentId, goalId, reason } = command;
    if (!changesGoal(command, established(command, state), 'RETIRED')) return [];
    return [e.BusinessGoalRetired({ teamId, departmentId, goalId, reason })];
  }),
];

/** Whether the goal is still to become so; false: it is already. Refuses what cannot be. */
function changesGoal(
  command: c.AchieveBusinessGoal | c.RetireBusinessGoal,
  relationship: Relationship,
  status: 'ACHIEVED' | 'RETIRED',
): boolean {
  const goal = own(relationship.goals, command.goalId);
  if (!goal) throw notFound('goalId', 'business goal', command.goalId, 'Share it first, or correct the id.');
  if (goal.status === status) return false;
  notEnded(command, relationship);
  if (goal.status !== 'PURSUED' && !isHistory(command)) {
    throw illegalMove('business goal', command.goalId, `is ${goal.status}`, 'Share a new goal.');
  }
  return true;
}
