import { effectiveAt } from '../department/events.js';
import { command } from '../kernel/command.js';
import { list, optional, reference } from '../kernel/fields.js';
import { reason } from '../ticket/fields.js';
import * as f from './events.js';

const governance = { aggregate: 'governance', key: ['organizationId'] } as const;
const organisation = { organizationId: f.organizationId };

export class AdoptScoringPolicy extends command({
  ...governance,
  description:
    'Sets the weights of the score’s components from a moment on. Earlier days keep the policy that was in force then.',
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
    'Sets time zone, grace period, time to claim and smallest group from a moment on. It replaces all earlier settings: what is absent returns to its default.',
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
    'Sets how long texts are kept from a moment on. It replaces all earlier rules: texts of kinds that it does not name are kept.',
  fields: { ...organisation, rules: f.retentionRules, effectiveAt: optional(effectiveAt) },
}) {}
export class PublishBenchmark extends command({
  ...governance,
  description:
    'Records a figure published by others, as a comparison for the organisation’s own. The same source, item and period again corrects it.',
  fields: { ...organisation, ...f.benchmark, ...f.benchmarkFigures },
}) {}
export class RecordRebasing extends command({
  ...governance,
  description: 'Starts a measure’s control limits anew from a moment on. A person judges this and gives the reason.',
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
  description: 'Pins what an audit is computed from, so that every run returns the same bytes.',
  fields: {
    ...organisation,
    auditId: f.auditId,
    position: f.position,
    ...f.period,
    departmentIds: optional(list(reference('department', 'A department'), 500, 'The departments to audit; absent: all')),
    policy: f.policy,
  },
}) {}
export class RecordAuditRun extends command({
  ...governance,
  description: 'Records the result of an audit’s first run, with which every later run is compared.',
  fields: { ...organisation, auditId: f.auditId, ...f.result },
}) {}
export class RecordAuditFinding extends command({
  ...governance,
  description: 'Records a finding of an audit.',
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
