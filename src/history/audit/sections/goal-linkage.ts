import { AskGoalLinkage } from '../../../queries/goals/goal-linkage.js';
import { type AuditScope, askOfParts } from '../scope.js';

/** How much of the work is tied to what a department wants to achieve. */
export const goalLinkage = (scope: AuditScope) =>
  askOfParts(scope, (departmentId) =>
    scope.ask(new AskGoalLinkage(scope.reader, departmentId, scope.from, scope.until, scope.identities)),
  );
