import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { componentScore } from '../../../src/measures/score.js';
import { type Component, COMPONENTS, perComponent } from '../../../src/measures/components.js';
import { organisationRate } from '../../../src/measures/tallies.js';
import { DEFAULT_POLICY } from '../../../src/measures/policy.js';
import { serviceRelationshipIndex } from '../../../src/measures/score.js';
import { type RawTrial, referenceScore } from '../../support/reference-score.js';

const DAY = 86_400_000;
const AS_OF = 20_000;
const trial = fc.record({
  at: fc.date({ min: new Date((AS_OF - 900) * DAY), max: new Date((AS_OF + 60) * DAY), noInvalidDate: true }),
  success: fc.boolean(),
});
const history = fc.record(Object.fromEntries(COMPONENTS.map((c) => [c, fc.array(trial, { maxLength: 25 })])));
const policies = fc.record({
  halfLifeDays: fc.integer({ min: 20, max: 400 }),
  priorStrength: fc.nat(20),
  minCoverage: fc.constantFrom(0, 0.6, 0.9),
});

const tallies = (trials: readonly RawTrial[]) =>
  trials.map(({ at, success }) => ({ d: Math.floor(at.getTime() / DAY), s: success ? 1 : 0, n: 1 }));

it('production agrees with the reference, in any order of the trials, and its value is the sum of its contributions', () =>
  fc.assert(
    fc.property(history, history, policies, (own, others, parameters) => {
      const policy = { ...DEFAULT_POLICY, ...parameters };
      const everybody = Object.fromEntries(COMPONENTS.map((c) => [c, [...own[c]!, ...others[c]!]]));
      const score = (order: (trials: readonly RawTrial[]) => readonly RawTrial[]) =>
        serviceRelationshipIndex(
          perComponent((c: Component) => {
            const prior = organisationRate(tallies(order(everybody[c]!)), AS_OF, policy).rate;
            return componentScore(tallies(order(own[c]!)), AS_OF, prior, policy);
          }),
          policy,
        );
      const index = score((trials) => trials);
      const turned = score((trials) => trials.toReversed());
      const expected = referenceScore(own, everybody, new Date((AS_OF + 1) * DAY - 1), policy);
      expect(index.coverage).toBeCloseTo(expected.coverage, 9);
      if (expected.value === null) return expect(index.value).toBeNull();
      expect(Math.abs(index.value! - expected.value)).toBeLessThan(1e-9);
      expect(Math.abs(index.standardError! - expected.standardError)).toBeLessThan(1e-9);
      expect(Math.abs(turned.value! - index.value!)).toBeLessThan(1e-9);
      expect(COMPONENTS.reduce((sum, c) => sum + index.components[c].contribution!, 0)).toBe(index.value);
      for (const value of Object.values(index.components).flatMap((c) => Object.values(c))) expect(value).not.toBeNaN();
    }),
    { numRuns: 300 },
  ));
