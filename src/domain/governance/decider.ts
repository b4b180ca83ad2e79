import type { EventOf } from '../kernel/event.js';
import { decideBy, type Decider, evolveBy, ownProperty, type Rule, when } from '../kernel/decider.js';
import { inForceAt, isInForce, type Version, withVersion } from '../kernel/versioned.js';
import * as e from './events.js';
import type { GovernanceEvent } from './events.js';
import { alreadyExists, illegalMove, invalidInput, notFound, RapportError } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import { TEXT_KINDS } from '../text-kinds.js';
import { isZone } from '../kernel/zone.js';
import type { Command } from '../kernel/command.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
type OfOrganisation<T> = Omit<Data<T>, 'organizationId'>;
export type Policy = Omit<OfOrganisation<typeof e.ScoringPolicyAdopted>, 'effectiveAt'>;
export type Settings = Omit<OfOrganisation<typeof e.SettingsAdopted>, 'effectiveAt'>;
export type RetentionRules = Data<typeof e.TextRetentionAdopted>['rules'];
export type Benchmark = OfOrganisation<typeof e.BenchmarkPublished>;
export type Rebasing = OfOrganisation<typeof e.RebasingRecorded>;
export type Audit = OfOrganisation<typeof e.AuditPinned>;
export type Run = OfOrganisation<typeof e.AuditRunRecorded>;
export type Finding = OfOrganisation<typeof e.AuditFindingRecorded>;

/** How an organisation measures itself. Needs no founding event: initially, nothing is adopted, judged or audited. */
export interface Governance {
  readonly policies: readonly Version<Policy>[];
  readonly settings: readonly Version<Settings>[];
  readonly retention: readonly Version<RetentionRules>[];
  /** By source, because there may be thousands: the latest published figure for each item and period. */
  readonly benchmarks: Readonly<Record<string, readonly Benchmark[]>>;
  readonly rebasings: readonly Rebasing[];
  readonly audits: Readonly<Record<string, Audit>>;
  /** The first run of each audit, by audit id. */
  readonly runs: Readonly<Record<string, Run>>;
  readonly findings: Readonly<Record<string, Finding>>;
}
export const NOTHING_GOVERNED: Governance = {
  policies: [],
  settings: [],
  retention: [],
  benchmarks: {},
  rebasings: [],
  audits: {},
  runs: {},
  findings: {},
};
/** In force until an organisation adopts its own (uncalibrated). */
export const DEFAULT_SETTINGS: Settings = { zone: 'UTC', graceDays: 7, claimWithinHours: 24, smallestGroup: 5 };

/** Whether two benchmarks of one source are the same figure, possibly with different values. */
const isSameFigure = (one: Benchmark, other: Benchmark): boolean => one.item === other.item && one.period === other.period;

const publishedBy = ({ benchmarks }: Governance, source: string): readonly Benchmark[] => ownProperty(benchmarks, source) ?? [];

const without = <T extends { readonly organizationId: string }>({ organizationId: _, ...rest }: T) => rest;

/** Folds what an organisation has decided, published and pinned. */
export const evolveGovernance = evolveBy<e.GovernanceEvent, Governance>({
  ScoringPolicyAdopted: (state, { effectiveAt, organizationId: _, ...value }) => ({
    ...state,
    policies: withVersion(state.policies, { effectiveAt, value }),
  }),
  SettingsAdopted: (state, { effectiveAt, organizationId: _, ...value }) => ({
    ...state,
    settings: withVersion(state.settings, { effectiveAt, value }),
  }),
  TextRetentionAdopted: (state, { effectiveAt, rules: value }) => ({
    ...state,
    retention: withVersion(state.retention, { effectiveAt, value }),
  }),
  BenchmarkPublished: (state, data) => ({
    ...state,
    benchmarks: {
      ...state.benchmarks,
      [data.source]: [...publishedBy(state, data.source).filter((published) => !isSameFigure(published, data)), without(data)],
    },
  }),
  RebasingRecorded: (state, data) => ({ ...state, rebasings: [...state.rebasings, without(data)] }),
  AuditPinned: (state, data) => ({ ...state, audits: { ...state.audits, [data.auditId]: without(data) } }),
  AuditRunRecorded: (state, data) => ({ ...state, runs: { ...state.runs, [data.auditId]: without(data) } }),
  AuditFindingRecorded: (state, data) => ({ ...state, findings: { ...state.findings, [data.findingId]: without(data) } }),
});

/** The rules for audits that can be run again, for the results of their first runs, and for their findings. */
export const AUDIT_RULES: readonly Rule<e.GovernanceEvent, Governance>[] = [
  when(c.PinAudit, (command, state) => {
    const { organizationId, auditId, position, from, until, departmentIds = [] } = command;
    if (from >= until)
      throw invalidInput('until', `the period ends at ${until}, which is not after its start ${from}`, 'Give a later end.', {
        code: 'NOT_AFTER',
        parameters: { moment: from },
      });
    // A deadline in the future counts as missed until it is met: a period that is not over would look worse than it turns out.
    if (until > command.occurredAt) {
      throw invalidInput('until', `the period ends at ${until}, which is in the future`, 'Audit a period that has ended.', {
        code: 'STILL_TO_COME',
      });
    }
    const audit = {
      auditId,
      position,
      from,
      until,
      departmentIds: [...new Set(departmentIds)],
      policy: policyOf(command, state),
    };
    const before = ownProperty(state.audits, auditId);
    if (!before) return [e.AuditPinned({ organizationId, ...audit })];
    if (sameData(before, audit)) return [];
    throw alreadyExists('auditId', 'audit', auditId);
  }),
  when(c.RecordAuditRun, ({ organizationId, auditId, hash, sections, formulae }, { audits, runs }) => {
    if (!ownProperty(audits, auditId)) throw notPinned(auditId);
    const run = { auditId, hash, sections, formulae };
    const before = ownProperty(runs, auditId);
    if (!before) return [e.AuditRunRecorded({ organizationId, ...run })];
    if (before.hash === hash) return [];
    const remedy = 'Verify the audit: it shows which sections differ, and whether a formula has changed since.';
    throw illegalMove('hash', 'audit', auditId, `has the result ${before.hash} from its first run, not ${hash}`, remedy, [
      { code: 'NOT_ONE_OF', parameters: { values: [before.hash] } },
    ]);
  }),
  when(c.RecordAuditFinding, (command, { audits, findings }) => {
    const { organizationId, auditId, findingId, findingRef, theme, teamId, departmentId } = command;
    const finding = { auditId, findingId, findingRef, theme, teamId, departmentId };
    if (!ownProperty(audits, auditId)) throw notPinned(auditId);
    const before = ownProperty(findings, findingId);
    if (!before) return [e.AuditFindingRecorded({ organizationId, ...finding })];
    if (sameData(before, finding)) return [];
    throw alreadyExists('findingId', 'audit finding', findingId);
  }),
];

const notPinned = (auditId: string) => notFound('auditId', 'audit', auditId, 'Pin the audit first, or correct the id.');

/**
 * The policy under which an audit is scored: the one named or, so that a later adoption does not change it, the one in force at
 * its end. Undefined when none was adopted by then: the built-in one applies.
 */
function policyOf({ policy, until }: c.PinAudit, { policies }: Governance): { name: string; version: string } | undefined {
  if (!policy) {
    const inForce = inForceAt(policies, until);
    return inForce && { name: inForce.name, version: inForce.version };
  }
  if (policies.some(({ value }) => value.name === policy.name && value.version === policy.version)) return policy;
  throw new RapportError('NOT_REGISTERED', `policy: "${policy.name}@${policy.version}" was never adopted`, {
    field: 'policy',
    remedy: 'Adopt the policy first, or leave it out to use the one in force.',
  });
}

/** The rules for how the organisation reads its numbers: the weights, and from when a measure moves around a new level. */
export const POLICY_RULES: readonly Rule<e.GovernanceEvent, Governance>[] = [
  when(c.AdoptScoringPolicy, (command, { policies }) => {
    const { organizationId, name, version, weights, effectiveAt = command.occurredAt } = command;
    const { halfLifeDays, priorStrength, leastInformation, leastCoverage } = command;
    const policy: Policy = { name, version, weights, halfLifeDays, priorStrength, leastInformation, leastCoverage };
    if (isInForce(policies, policy, command)) return [];
    if (Object.values(weights).every((weight) => weight === 0)) {
      throw invalidInput(
        'weights',
        'a policy in which all weights are 0 gives no score',
        'Give at least one component a weight.',
        {
          code: 'ALL_ZERO',
        },
      );
    }
    const sameName = policies.find(({ value }) => value.name === name && value.version === version);
    if (sameName && !sameData(sameName.value, policy)) throw alreadyExists('name', 'scoring policy', `${name}@${version}`);
    return [e.ScoringPolicyAdopted({ organizationId, ...policy, effectiveAt })];
  }),
  when(c.AdoptSettings, (command, state) => {
    const { organizationId, effectiveAt = command.occurredAt } = command;
    const { zone, graceDays, claimWithinHours, smallestGroup } = command;
    if (zone !== undefined && !isZone(zone))
      throw invalidInput('zone', `"${zone}" is not an IANA time zone`, 'Give a time zone such as Europe/Zurich.', {
        code: 'NOT_A_ZONE',
      });
    const settings: Settings = {
      zone: zone ?? DEFAULT_SETTINGS.zone,
      graceDays: graceDays ?? DEFAULT_SETTINGS.graceDays,
      claimWithinHours: claimWithinHours ?? DEFAULT_SETTINGS.claimWithinHours,
      smallestGroup: smallestGroup ?? DEFAULT_SETTINGS.smallestGroup,
    };
    if (isInForce(state.settings, settings, command)) return [];
    return [e.SettingsAdopted({ organizationId, ...settings, effectiveAt })];
  }),
  when(c.AdoptTextRetention, (command, state) => {
    const { organizationId, rules, effectiveAt = command.occurredAt } = command;
    const twice = rules.find(({ kind }, index) => rules.findIndex((rule) => rule.kind === kind) < index);
    if (twice)
      throw invalidInput('rules', `${twice.kind} occurs twice`, 'Give one rule per kind.', {
        code: 'TWICE',
        parameters: { value: twice.kind },
      });
    const unknown = rules.findIndex(({ kind }) => !TEXT_KINDS.includes(kind));
    if (unknown >= 0)
      throw invalidInput(
        `rules.${unknown}.kind`,
        `there are no texts of the kind "${rules[unknown]!.kind}"`,
        `Use one of ${TEXT_KINDS.join(', ')}.`,
        { code: 'NOT_ONE_OF', parameters: { values: TEXT_KINDS } },
      );
    if (isInForce(state.retention, rules, command)) return [];
    return [e.TextRetentionAdopted({ organizationId, rules, effectiveAt })];
  }),
  when(c.PublishBenchmark, ({ organizationId, source, item, period, value, n }, state) => {
    const benchmark = { source, item, period, value, n };
    const before = publishedBy(state, source).find((published) => isSameFigure(published, benchmark));
    if (sameData(before, benchmark)) return [];
    return [e.BenchmarkPublished({ organizationId, ...benchmark })];
  }),
  when(c.RecordRebasing, (command, { rebasings }) => {
    const { organizationId, measure, teamId, departmentId, at, reason } = command;
    const place = { measure, teamId, departmentId, at };
    const before = rebasings.find(({ reason: _, ...judged }) => sameData(judged, place));
    if (before?.reason === reason) return [];
    if (before) throw alreadyExists('at', 're-basing', `${measure} of ${teamId}.${departmentId} at ${at}`);
    return [e.RebasingRecorded({ organizationId, ...place, reason })];
  }),
];

/** How an organisation measures itself, as decisions on record: one stream per organisation. */
export const governanceDecider: Decider<Command, GovernanceEvent, Governance> = {
  initial: () => NOTHING_GOVERNED,
  evolve: evolveGovernance,
  isReferable: () => true,
  decide: decideBy<GovernanceEvent, Governance>([...POLICY_RULES, ...AUDIT_RULES]),
};
