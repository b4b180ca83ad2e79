import { perComponent } from '../../../src/domain/components.js';
import { describe, expect, it } from 'vitest';
import { policiesProjection } from '../../../projections/policies/projection.js';
import * as g from '../../../src/domain/governance/events.js';
import { documentOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

const organisation = { organizationId: 'org' };
const fact = (day: number, what: GivenEvent['fact']) => eventIn('governance-org', march(day), what);
const policies = (...facts: readonly GivenEvent[]) => documentOf(policiesProjection, 'org', ...facts);

const weights = { reliability: 200, responsiveness: 150, durability: 150, treatment: 250, transparency: 150, engagement: 100 };
const parameters = {
  weights,
  halfLifeDays: perComponent(() => 90),
  priorStrength: perComponent(() => 10),
  leastInformation: 3_500,
  leastCoverage: 600,
};
const adopted = (day: number, name: string, effectiveAt: string) =>
  fact(day, g.ScoringPolicyAdopted({ ...organisation, name, version: '1', ...parameters, effectiveAt }));

describe('scoring policies', () => {
  it('are kept with all their parameters', () => {
    expect(policies(adopted(1, 'first', march(2)))).toEqual({
      ...organisation,
      policies: [{ name: 'first', version: '1', ...parameters, effectiveAt: march(2), adoptedAt: march(1) }],
      rebasings: [],
    });
  });
  it('are in the order of effect, and of the same moment the later adopted comes last', () => {
    const document = policies(
      adopted(1, 'late', march(9)),
      adopted(2, 'early', march(3)),
      adopted(3, 'corrected', march(3)),
      adopted(4, 'first', march(1)),
    );
    expect(document.policies.map(({ name }) => name)).toEqual(['first', 'early', 'corrected', 'late']);
  });
});

describe('re-basings', () => {
  it('are in the order of the moments from which they hold; the same judged again replaces', () => {
    const rebased = (day: number, at: string, reason: string, measure = 'treatment') =>
      fact(day, g.RebasingRecorded({ ...organisation, measure, teamId: TEAM, departmentId: DEPARTMENT, at, reason }));
    const { rebasings } = policies(
      rebased(10, march(9), 'new ward'),
      rebased(11, march(4), 'training'),
      rebased(12, march(9), 'new building'),
    );
    expect(rebasings).toEqual([
      { measure: 'treatment', teamId: TEAM, departmentId: DEPARTMENT, at: march(4), reason: 'training', recordedAt: march(11) },
      {
        measure: 'treatment',
        teamId: TEAM,
        departmentId: DEPARTMENT,
        at: march(9),
        reason: 'new building',
        recordedAt: march(12),
      },
    ]);
  });
});
