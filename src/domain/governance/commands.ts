import { effectiveAt } from '../department/events.js';
import { command } from '../kernel/command.js';
import { list, optional, reference } from '../kernel/fields.js';
import { reason } from '../ticket/fields.js';
import * as f from './events.js';

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
export class AdoptSettings extends command({
  ...governance,
  description:
    'Sets zone, grace, time to claim and smallest group from a moment on. It replaces earlier settings whole: what is absent is as by default.',
  fields: {
    ...organisation,
    zone: optional(f.settings.zone),
    graceDays: optional(f.settings.graceDays),
    claimWithinHours: optional(f.settings.claimWithinHours),
    smallestGroup: optional(f.settings.smallestGroup),
    effectiveAt: optional(effectiveAt),
  },
}) {}
export class AdoptTextRetention extends command({
  ...governance,
  description:
    'Sets how long words are kept from a moment on. It replaces what was set before whole: kinds that it does not name are kept.',
  fields: { ...organisation, rules: f.retentionRules, effectiveAt: optional(effectiveAt) },
}) {}
export class PublishBenchmark extends command({
  ...governance,
  description:
    'Makes a figure of others known, by which our own can be read. The same source, item and period again corrects it.',
  fields: { ...organisation, ...f.benchmark, ...f.benchmarkFigures },
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

export const GOVERNANCE_COMMANDS = [
  AdoptScoringPolicy,
  AdoptSettings,
  AdoptTextRetention,
  PublishBenchmark,
  RecordRebasing,
  PinAudit,
  RecordAuditRun,
  RecordAuditFinding,
] as const;
