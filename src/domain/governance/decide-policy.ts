import { type Rule, when } from '../kernel/decide-by.js';
import { alreadyExists, invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { inForceAt } from '../kernel/versioned.js';
import { isZone } from '../kernel/zone.js';
import * as c from './commands.js';
import * as e from './events.js';
import { DEFAULT_SETTINGS, isSameBenchmark, type Governance, type Policy, type Settings } from './state.js';

/** How the organisation reads its numbers: what weighs how much, and where a measure begins to move around another level. */
export const POLICY_RULES: readonly Rule<e.GovernanceEvent, Governance>[] = [
  when(c.AdoptScoringPolicy, (command, { policies }) => {
    const { organizationId, name, version, weights, effectiveAt = command.occurredAt } = command;
    const { halfLifeDays, priorStrength, leastInformation, leastCoverage } = command;
    const policy: Policy = { name, version, weights, halfLifeDays, priorStrength, leastInformation, leastCoverage };
    if (sameData(inForceAt(policies, effectiveAt), policy)) return [];
    if (Object.values(weights).every((weight) => weight === 0)) {
      throw invalidInput('weights', 'a policy without weights scores nothing', 'Give at least one component a weight.');
    }
    const sameName = policies.find(({ value }) => value.name === name && value.version === version);
    if (sameName && !sameData(sameName.value, policy)) throw alreadyExists('name', 'scoring policy', `${name}@${version}`);
    return [e.ScoringPolicyAdopted({ organizationId, ...policy, effectiveAt })];
  }),
  when(c.AdoptSettings, (command, state) => {
    const { organizationId, effectiveAt = command.occurredAt } = command;
    const { zone, graceDays, claimWithinHours, smallestGroup } = command;
    if (zone !== undefined && !isZone(zone))
      throw invalidInput('zone', `"${zone}" is no IANA time zone`, 'Name one, as in Europe/Zurich.');
    const settings: Settings = {
      zone: zone ?? DEFAULT_SETTINGS.zone,
      graceDays: graceDays ?? DEFAULT_SETTINGS.graceDays,
      claimWithinHours: claimWithinHours ?? DEFAULT_SETTINGS.claimWithinHours,
      smallestGroup: smallestGroup ?? DEFAULT_SETTINGS.smallestGroup,
    };
    if (sameData(inForceAt(state.settings, effectiveAt), settings)) return [];
    return [e.SettingsAdopted({ organizationId, ...settings, effectiveAt })];
  }),
  when(c.AdoptTextRetention, (command, state) => {
    const { organizationId, rules, effectiveAt = command.occurredAt } = command;
    const twice = rules.find(({ kind }, index) => rules.findIndex((rule) => rule.kind === kind) < index);
    if (twice) throw invalidInput('rules', `${twice.kind} stands there twice`, 'Say once how long it is kept.');
    if (sameData(inForceAt(state.retention, effectiveAt), rules)) return [];
    return [e.TextRetentionAdopted({ organizationId, rules, effectiveAt })];
  }),
  when(c.PublishBenchmark, ({ organizationId, source, item, period, value, n }, { benchmarks }) => {
    const benchmark = { source, item, period, value, n };
    if (
      sameData(
        benchmarks.find((known) => isSameBenchmark(known, benchmark)),
        benchmark,
      )
    )
      return [];
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
