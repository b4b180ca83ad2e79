import { AskFeedbackLoop, type FeedbackAnswer } from '../../../queries/feedback/feedback-loop.js';
import { everyPage } from '../../../queries/paging/every-page.js';
import { type AuditScope, askOfEach } from '../scope.js';

/**
 * "You said, we did", as far as it was proposed in the period: how it stands at the pinned position, and how much of it was told back. Closed
 * is what was answered, also with a no.
 */
export const feedbackLoop = ({ ask, reader, from, until, departmentIds, identities }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const states = { PROPOSED: 0, ACCEPTED: 0, DECLINED: 0, STARTED: 0, DELIVERED: 0, ABANDONED: 0 };
    const counts = { proposed: 0, closed: 0, closedAndToldBack: 0 };
    for await (const answer of everyPage((page) => ask(new AskFeedbackLoop(reader, departmentId, page, identities)))) {
      const { state, proposedAt } = answer.improvement;
      if (proposedAt < from || proposedAt >= until) continue;
      counts.proposed += 1;
      states[state] += 1;
      if (!isClosed(answer)) continue;
      counts.closed += 1;
      if (answer.toldBack.length > 0) counts.closedAndToldBack += 1;
    }
    return { ...counts, states };
  });

const isClosed = ({ improvement: { state } }: FeedbackAnswer): boolean =>
  state === 'DECLINED' || state === 'DELIVERED' || state === 'ABANDONED';
