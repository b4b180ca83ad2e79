import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { controlChart } from '../../../src/measures/chart.js';
import { COMPONENTS, perComponent } from '../../../src/domain/components.js';
import { funnel } from '../../../src/measures/funnel.js';
import { firstDayOf, periodSeries } from '../../../src/measures/periods.js';
import { DEFAULT_POLICY } from '../../../src/measures/policy.js';
import { componentInterval, relationshipIndex } from '../../../src/measures/score.js';
import { scoreChange } from '../../../src/measures/score-change.js';
import { decayedSums, organisationRate } from '../../../src/measures/tallies.js';
import { referenceChange } from '../../reference/change.js';
import { referenceChart, referenceFunnel } from '../../reference/chart.js';
import { type RawTrial, referenceBetaAtMost, referenceScore } from '../../reference/score.js';

const DAY = 86_400_000;
const AS_OF = 20_000;
const trial = fc.record({
  at: fc.date({ min: new Date((AS_OF - 900) * DAY), max: new Date((AS_OF + 60) * DAY), noInvalidDate: true }),
  success: fc.boolean(),
});
const history = fc.record(Object.fromEntries(COMPONENTS.map((c) => [c, fc.array(trial, { maxLength: 25 })])));
const byComponent = (min: number, max: number) => fc.record(perComponent(() => fc.integer({ min, max })));
const policies = fc.record({
  halfLifeDays: byComponent(20, 400),
  priorStrength: byComponent(0, 20),
  leastInformation: fc.constantFrom(0.5, 3.5),
  leastCoverage: fc.constantFrom(0, 0.6, 0.9),
});

const tallies = (trials: readonly RawTrial[]) =>
  trials.map(({ at, success }) => ({ d: Math.floor(at.getTime() / DAY), s: success ? 1 : 0, n: 1 }));

describe('the product agrees with the reference', () => {
  it('on scores, in any order of the trials, and its value is the sum of its contributions', () =>
    fc.assert(
      fc.property(history, history, policies, fc.nat(9), (own, others, parameters, people) => {
        const policy = { ...DEFAULT_POLICY, ...parameters };
        const everybody = Object.fromEntries(COMPONENTS.map((c) => [c, [...own[c]!, ...others[c]!]]));
        const score = (order: (trials: readonly RawTrial[]) => readonly RawTrial[]) => {
          const sums = (of: Record<string, readonly RawTrial[]>) =>
            perComponent((c) => decayedSums(tallies(order(of[c]!)), AS_OF, policy.halfLifeDays[c]));
          const whole = sums(everybody);
          const priors = perComponent((c) => organisationRate(whole[c]));
          return relationshipIndex({ sums: sums(own), people }, { priors, policy, smallestGroup: 5 });
        };
        const index = score((trials) => trials);
        const turned = score((trials) => trials.toReversed());
        const expected = referenceScore(own, everybody, new Date((AS_OF + 1) * DAY - 1), policy, { people });
        expect(index.coverage).toBeCloseTo(expected.coverage, 9);
        for (const c of COMPONENTS) {
          const [found, right] = [index.components[c], expected.components[c]!];
          expect([found.kept, found.information, found.value]).toEqual([
            right.kept,
            expect.closeTo(right.information, 9),
            expect.closeTo(right.value, 9),
          ]);
        }
        if (expected.value === null) {
          expect(index.value).toBeNull();
          return;
        }
        for (const number of ['value', 'standardError', 'observedScore', 'equalWeightsValue'] as const) {
          expect(Math.abs(index[number]! - expected[number])).toBeLessThan(1e-9);
        }
        expect(Math.abs(turned.value! - index.value!)).toBeLessThan(1e-9);
        expect(COMPONENTS.reduce((sum, c) => sum + index.components[c].contribution!, 0)).toBe(index.value);
      }),
      { numRuns: 300 },
    ));

  it('on changes: what moved, its error, and where the points came from', () =>
    fc.assert(
      fc.property(history, history, policies, fc.integer({ min: 0, max: 200 }), (own, others, parameters, days) => {
        const policy = { ...DEFAULT_POLICY, ...parameters };
        const everybody = Object.fromEntries(COMPONENTS.map((c) => [c, [...own[c]!, ...others[c]!]]));
        const sideAt = (day: number) => {
          const known = (of: Record<string, readonly RawTrial[]>) =>
            perComponent((c) => tallies(of[c]!).filter(({ d }) => d <= day));
          const sums = (of: ReturnType<typeof known>) => perComponent((c) => decayedSums(of[c], day, policy.halfLifeDays[c]));
          const whole = sums(known(everybody));
          const priors = perComponent((c) => organisationRate(whole[c]));
          const index = relationshipIndex({ sums: sums(known(own)), people: 9 }, { priors, policy, smallestGroup: 5 });
          return { index, tallies: known(own), day };
        };
        const change = scoreChange(sideAt(AS_OF - days), sideAt(AS_OF));
        const [from, to] = [AS_OF - days, AS_OF].map((day) => new Date((day + 1) * DAY - 1));
        const { before, after, judged } = referenceChange(own, everybody, from!, to!, policy);
        if (judged === null) {
          expect(change).toMatchObject({ verdict: 'NOT_JUDGED', parts: null });
          return;
        }
        const seen = [change.observedChange!, change.standardError!, ...Object.values(change.parts!)];
        const right = [judged.observedChange, judged.standardError, ...Object.values(judged.parts)];
        expect(seen).toEqual(right.map((one) => expect.closeTo(one, 9)));
        // On the edge either verdict is right.
        const beyond = Math.abs(judged.observedChange) - 1.959964 * judged.standardError;
        if (Math.abs(beyond) > 1e-4) expect(change.verdict).toBe(beyond > 0 ? 'MORE_THAN_CHANCE' : 'WITHIN_CHANCE');
        if (judged.standardError < 1e-9) expect(change.verdict).toBe('WITHIN_CHANCE');
        if (before.value === null || after.value === null) expect(change.change).toBeNull();
        else expect(change.change).toBeCloseTo(after.value - before.value, 9);
      }),
      { numRuns: 300 },
    ));

  it('on intervals', () =>
    fc.assert(
      fc.property(fc.double({ min: 1, max: 200, noNaN: true }), fc.double({ min: 1, max: 60, noNaN: true }), (alpha, beta) => {
        const { low, high } = componentInterval({ alpha, beta })!;
        expect(referenceBetaAtMost(low, alpha, beta)).toBeCloseTo(0.025, 2);
        expect(referenceBetaAtMost(high, alpha, beta)).toBeCloseTo(0.975, 2);
      }),
      { numRuns: 60 },
    ));

  const counts = fc
    .record({ n: fc.nat(120), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ n, share }) => ({ n, x: Math.round(n * share) }));
  const likely = fc.record({ n: fc.nat(120), off: fc.integer({ min: -3, max: 3 }) }).map(({ n, off }) => ({
    n,
    x: Math.max(0, Math.min(n, Math.round(0.85 * n) + off)),
  }));

  it('on charts', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(likely, likely, likely, counts), { minLength: 1, maxLength: 30 }), (given) => {
        const first = given.findIndex(({ n }) => n > 0);
        fc.pre(first >= 0);
        const periods = given.slice(first);
        const days = periods.map(({ x, n }, i) => ({ d: firstDayOf(24_000 + i, 'MONTH') + 5, s: x, n }));
        const chart = controlChart(periodSeries(days, firstDayOf(24_000 + periods.length, 'MONTH') - 1, 'MONTH'));
        const expected = referenceChart(periods);
        expect(chart.state).toBe(expected.state);
        chart.points.forEach(({ limits, rules, variation }, place) => {
          const right = expected.points[place]!;
          expect(limits && [limits.lower, limits.upper]).toEqual(
            right.limits && right.limits.map((one) => expect.closeTo(one, 9)),
          );
          expect(rules).toEqual([...(right.outside === 0 ? [] : ['OUTSIDE_LIMITS']), ...right.runs]);
          if (right.outside !== 0) expect(variation).toBe(right.outside > 0 ? 'IMPROVEMENT' : 'CONCERN');
        });
      }),
      { numRuns: 200 },
    ));

  it('on funnels', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(likely, likely, counts), { minLength: 2, maxLength: 14 }), (given) => {
        const units = given.filter(({ n }) => n > 0);
        fc.pre(units.length >= 2);
        const found = funnel(new Map(units.map(({ x, n }, place) => [String(place), { successes: x, trials: n }])));
        const expected = referenceFunnel(units);
        [...found.units.values()].forEach(({ z, standing }, place) => {
          expect(z).toBeCloseTo(expected.z[place]!, 6);
          expect(standing).toBe(expected.standings[place]);
        });
      }),
      { numRuns: 40 },
    ));
});

it('taking away all trials of a component never raises the coverage', () =>
  fc.assert(
    fc.property(history, policies, fc.constantFrom(...COMPONENTS), (own, parameters, taken) => {
      const policy = { ...DEFAULT_POLICY, ...parameters };
      const coverageOf = (of: Record<string, readonly RawTrial[]>) => {
        const sums = perComponent((c) => decayedSums(tallies(of[c]!), AS_OF, policy.halfLifeDays[c]));
        const priors = perComponent((c) => organisationRate(sums[c]));
        return relationshipIndex({ sums, people: 9 }, { priors, policy, smallestGroup: 5 }).coverage;
      };
      expect(coverageOf({ ...own, [taken]: [] })).toBeLessThanOrEqual(coverageOf(own));
    }),
    { numRuns: 300 },
  ));
