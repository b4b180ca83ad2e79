import type { PinnedAudit } from '../../queries/audits.js';
import { type ComputedAudit, computeAudit } from '../../history/audit/compute-audit.js';
import type { AuditWatch } from '../../history/audit/report.js';
import type { PastViews } from '../../history/past-views.js';
import type { Policy } from '../../measures/policy.js';
import { IdentityRegister } from '../../queries/identity/identity-register.js';
import { withQuestions } from '../queries.js';

const register = new IdentityRegister();

/** Computes an audit in this thread, from past views only. */
export const auditInThread = (past: PastViews, audit: PinnedAudit, policy: Policy, watch: AuditWatch): Promise<ComputedAudit> =>
  withQuestions(async (ask) => {
    const reader = await past.at(audit.position, watch.signal);
    return computeAudit({ reader, ask, register }, audit, policy, watch);
  });
