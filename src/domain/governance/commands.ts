import { effectiveAt } from '../department/fields.js';
import { command } from '../kernel/command.js';
import { list, optional, reference } from '../kernel/fields.js';
import { reason } from '../ticket/fields.js';
import * as f from './fields.js';

const governance = { aggregate: 'governance', key: ['organizationId'] } as const;
const organisation = { organizationId: f.organizationId };

export class AdoptScoringPolicy extends command({
  ...governance,
  description: 'Sets how the components of the score weigh from a moment on. Earlier days keep the policy that was in force.',
  fields: {
    ...organisation,
    name: f.policyName,
    version: f.policyVersion,
    ...f.parameters,
    effectiveAt: optional(effectiveAt),
  },
}) {}
export class RecordRebasing extends command({
  ...governance,
  description: 'Draws the limits of a measure anew from a moment on. A person judges that, and says why.',
  fields: {
    ...organisation,
    measure: f.measure,
    teamId: reference('team', 'The team'),
    departmentId: reference('department', 'The department'),
    at: f.rebasedAt,
    reason,
  },
}) {}
export class PinAudit extends command({
  ...governance,
  description: 'Fixes what an audit rests on, so that it can be run again to the byte.',
  fields: {
    ...organisation,
    auditId: f.auditId,
    position: f.position,
    ...f.period,
    departmentIds: optional(list(reference('department', 'A department'), 500, 'The departments audited; absent: all')),
    policy: f.policy,
  },
}) {}
export class RecordAuditRun extends command({
  ...governance,
  description: 'Writes down what the first run of an audit came to, so that every later one can be compared with it.',
  fields: { ...organisation, auditId: f.auditId, ...f.result },
}) {}
export class RecordAuditFinding extends command({
  ...governance,
  description: 'Writes down what an audit found.',
  fields: {
    ...organisation,
    auditId: f.auditId,
    findingId: f.findingId,
    findingRef: f.findingRef,
    theme: f.theme,
    teamId: optional(reference('team', 'The team concerned')),
    departmentId: optional(reference('department', 'The department concerned')),
  },
}) {}

export const GOVERNANCE_COMMANDS = [AdoptScoringPolicy, RecordRebasing, PinAudit, RecordAuditRun, RecordAuditFinding] as const;
export type GovernanceCommand = InstanceType<(typeof GOVERNANCE_COMMANDS)[number]>;
