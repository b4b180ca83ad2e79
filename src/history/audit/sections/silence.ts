import { AskSilenceDistribution } from '../../../queries/silence/silence-distribution.js';
import { type AuditScope, askOfParts } from '../scope.js';

/** How long departments waited for words that had been promised. */
export const silence = (scope: AuditScope) =>
  askOfParts(scope, (departmentId) =>
    scope.ask(new AskSilenceDistribution(scope.reader, departmentId, scope.from, scope.until, scope.identities)),
  );
