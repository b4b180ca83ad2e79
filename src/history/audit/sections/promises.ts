import { COMMITMENT_STATES, ListCommitments } from '../../../queries/commitments/list-commitments.js';
import { everyPage } from '../../../queries/paging/every-page.js';
import { type AuditScope, askOfParts } from '../scope.js';

/**
 * What fell due of what was promised, and what became of it, by the due date in force. Counts only: which promise it was stands in the
 * ledger, and moments do not belong into what may leave the house. (domain.md, 7)
 */
export const promises = (scope: AuditScope) =>
  askOfParts(scope, async (departmentId) => {
    const { ask, reader, from, until, identities } = scope;
    const filter = { ...(departmentId !== undefined && { departmentId }), from, to: until };
    const states = Object.fromEntries(COMMITMENT_STATES.map((state) => [state, 0]));
    const counts = { due: 0, confirmedByDepartment: 0, renegotiatedInTime: 0, renegotiatedTooLate: 0 };
    for await (const promise of everyPage((page) => ask(new ListCommitments(reader, filter, until, page, identities)))) {
      counts.due += 1;
      states[promise.state]! += 1;
      if (promise.state === 'KEPT' && promise.confirmedAt !== null) counts.confirmedByDepartment += 1;
      const notices = promise.dueDates.map(({ noticeGiven }) => noticeGiven);
      if (notices.includes(false)) counts.renegotiatedTooLate += 1;
      else if (notices.includes(true)) counts.renegotiatedInTime += 1;
    }
    return { ...counts, states };
  });
