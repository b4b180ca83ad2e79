import { effectiveAt } from '../department/fields.js';
import { event, type EventOf } from '../kernel/event.js';
import { optional } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

const organisation = { organizationId: f.organizationId };

export const ScoringPolicyAdopted = event(
  'ScoringPolicyAdopted',
  { ...organisation, name: f.policyName, version: f.policyVersion, ...f.parameters, effectiveAt },
  'How the organisation weighs the components of the score from a moment on.',
);
export const SettingsAdopted = event(
  'SettingsAdopted',
  { ...organisation, ...f.settings, effectiveAt },
  'What the organisation decides for all its numbers from a moment on. It replaces what was in force whole.',
);
export const BenchmarkPublished = event(
  'BenchmarkPublished',
  { ...organisation, ...f.benchmark, ...f.benchmarkFigures },
  'What others reach, by which our own numbers can be read. A later one of the same source, item and period corrects it.',
);
export const RebasingRecorded = event(
  'RebasingRecorded',
  { ...organisation, measure: f.measure, teamId, departmentId, at: f.rebasedAt, reason },
  'Someone judged that a measure now moves around another level: its limits are drawn anew.',
);
export const AuditPinned = event(
  'AuditPinned',
  {
    ...organisation,
    auditId: f.auditId,
    position: f.position,
    ...f.period,
    departmentIds: f.departmentIds,
    policy: f.policy,
  },
  'An audit rests on this position, period, choice and policy, so that it can be run again to the byte.',
);
export const AuditFindingRecorded = event(
  'AuditFindingRecorded',
  {
    ...organisation,
    auditId: f.auditId,
    findingId: f.findingId,
    findingRef: f.findingRef,
    theme: f.theme,
    teamId: optional(teamId),
    departmentId: optional(departmentId),
  },
  'What an audit found.',
);

export const AuditRunRecorded = event(
  'AuditRunRecorded',
  { ...organisation, auditId: f.auditId, ...f.result },
  'What the first run of an audit came to. Every later run has to come to the same.',
);

export const GOVERNANCE_EVENTS = [
  ScoringPolicyAdopted,
  SettingsAdopted,
  BenchmarkPublished,
  RebasingRecorded,
  AuditPinned,
  AuditFindingRecorded,
  AuditRunRecorded,
] as const;
export type GovernanceEvent = EventOf<(typeof GOVERNANCE_EVENTS)[number]>;
