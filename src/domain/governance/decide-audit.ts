import { type Rule, when } from '../kernel/decide-by.js';
import { RapportError } from '../kernel/errors.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { inForceAt } from '../kernel/versioned.js';
import * as c from './commands.js';
import * as e from './events.js';
import type { Governance } from './state.js';

/** Audits that can be run again, what they came to, and what they found. */
export const AUDIT_RULES: readonly Rule<e.GovernanceEvent, Governance>[] = [
  when(c.PinAudit, (command, state) => {
    const { organizationId, auditId, position, from, until, departmentIds = [] } = command;
    if (from >= until) throw invalidInput('until', `the period ends at ${until}, not after ${from}`, 'Give a later end.');
    // Deadlines count as missed from the day on which they are set (decision 1): a period to come would look worse than it will have been.
    if (until > command.occurredAt) {
      throw invalidInput('until', `the period ends at ${until}, which is still to come`, 'Audit a period that is over.');
    }
    const audit = {
      auditId,
      position,
      from,
      until,
      departmentIds: [...new Set(departmentIds)],
      policy: policyOf(command, state),
    };
    const before = own(state.audits, auditId);
    if (!before) return [e.AuditPinned({ organizationId, ...audit })];
    if (sameData(before, audit)) return [];
    throw alreadyExists('auditId', 'audit', auditId);
  }),
  when(c.RecordAuditRun, ({ organizationId, auditId, hash, sections, formulae }, { audits, runs }) => {
    if (!own(audits, auditId)) throw notPinned(auditId);
    const run = { auditId, hash, sections, formulae };
    const before = own(runs, auditId);
    if (!before) return [e.AuditRunRecorded({ organizationId, ...run })];
    if (before.hash === hash) return [];
    const remedy = 'Verify the audit: it says which sections differ, and whether a formula has changed since.';
    throw illegalMove('audit', auditId, `came to ${before.hash} when it was first run, not to ${hash}`, remedy);
  }),
  when(c.RecordAuditFinding, (command, { audits, findings }) => {
    const { organizationId, auditId, findingId, findingRef, theme, teamId, departmentId } = command;
    const finding = { auditId, findingId, findingRef, theme, teamId, departmentId };
    if (!own(audits, auditId)) throw notPinned(auditId);
    const before = own(findings, findingId);
    if (!before) return [e.AuditFindingRecorded({ organizationId, ...finding })];
    if (sameData(before, finding)) return [];
    throw alreadyExists('findingId', 'audit finding', findingId);
  }),
];

const notPinned = (auditId: string) => notFound('auditId', 'audit', auditId, 'Pin it first, or correct the id.');

/**
 * The policy that an audit is scored under: the one named, or the one in force at its end, so that a later adoption does not change it.
 * Undefined: none was adopted by then, and the built-in one holds.
 */
function policyOf({ policy, until }: c.PinAudit, { policies }: Governance): { name: string; version: string } | undefined {
  if (!policy) {
    const inForce = inForceAt(policies, until);
    return inForce && { name: inForce.name, version: inForce.version };
  }
  if (policies.some(({ value }) => value.name === policy.name && value.version === policy.version)) return policy;
  throw new RapportError('NOT_REGISTERED', `policy: "${policy.name}@${policy.version}" was never adopted`, {
    field: 'policy',
    remedy: 'Adopt it first, or leave it out for the one in force.',
  });
}
