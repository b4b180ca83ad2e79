import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import { type Version, withVersion } from '../kernel/versioned.js';
import type * as e from './events.js';

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

/** How an organisation measures itself. It exists without being founded: nothing adopted, judged or audited yet. */
export interface Governance {
  readonly policies: readonly Version<Policy>[];
  readonly settings: readonly Version<Settings>[];
  readonly retention: readonly Version<RetentionRules>[];
  /** As last published, one for each source, item and period. */
  readonly benchmarks: readonly Benchmark[];
  readonly rebasings: readonly Rebasing[];
  readonly audits: Readonly<Record<string, Audit>>;
  /** The first run of each, by audit. */
  readonly runs: Readonly<Record<string, Run>>;
  readonly findings: Readonly<Record<string, Finding>>;
}
export const NOTHING_GOVERNED: Governance = {
  policies: [],
  settings: [],
  retention: [],
  benchmarks: [],
  rebasings: [],
  audits: {},
  runs: {},
  findings: {},
};
/** In force until an organisation adopts its own (uncalibrated). */
export const DEFAULT_SETTINGS: Settings = { zone: 'UTC', graceDays: 7, claimWithinHours: 24, smallestGroup: 5 };

export const isSameBenchmark = (one: Benchmark, other: Omit<Benchmark, 'value' | 'n'>): boolean =>
  one.source === other.source && one.item === other.item && one.period === other.period;

const without = <T extends { readonly organizationId: string }>({ organizationId: _, ...rest }: T) => rest;

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
    benchmarks: [...state.benchmarks.filter((known) => !isSameBenchmark(known, data)), without(data)],
  }),
  RebasingRecorded: (state, data) => ({ ...state, rebasings: [...state.rebasings, without(data)] }),
  AuditPinned: (state, data) => ({ ...state, audits: { ...state.audits, [data.auditId]: without(data) } }),
  AuditRunRecorded: (state, data) => ({ ...state, runs: { ...state.runs, [data.auditId]: without(data) } }),
  AuditFindingRecorded: (state, data) => ({ ...state, findings: { ...state.findings, [data.findingId]: without(data) } }),
});
