import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { betaInterval, binomialTails, midTails, quantile, wilson, zOfTails } from '../../../src/measures/proportions.js';
import { halfLifeWeight } from '../../../src/measures/tallies.js';

it('a quantile is the least value that so large a share does not exceed, and one of the values', () => {
  const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  expect([0.05, 0.1, 0.11, 0.5, 0.9, 0.91, 1].map((q) => quantile(ten, q))).toEqual([1, 1, 2, 5, 9, 10, 10]);
  expect(quantile([], 0.5)).toBeNull();
});

it.each([
  [45, 0.7071],
  [90, 0.5],
  [180, 0.25],
  [365, 0.0601],
])('a trial fades after %i days to %d', (age, weight) => expect(halfLifeWeight(age, 90)).toBeCloseTo(weight, 4));

describe('Wilson’s 95 % interval', () => {
  it.each([
    [2, 2, 0.3424, 1],
    [4, 5, 0.3755, 0.9638],
    [8, 10, 0.4902, 0.9433],
    [42, 50, 0.7149, 0.9166],
    [0, 3, 0, 0.5615],
    [60, 100, 0.502, 0.6906],
  ])('of %i of %i is %d to %d', (successes, trials, low, high) => {
    expect(wilson(successes, trials)!.low).toBeCloseTo(low, 4);
    expect(wilson(successes, trials)!.high).toBeCloseTo(high, 4);
  });

  it('is exactly 0 at 0 of n, 1 at n of n, and unknown without trials', () => {
    for (const n of [1, 2, 3, 7, 30, 1_000]) expect([wilson(0, n)!.low, wilson(n, n)!.high]).toEqual([0, 1]);
    expect(wilson(0, 0)).toBeNull();
  });

  it('holds the proportion, stays within 0 and 1, and turns round with it', () =>
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (successes, failures) => {
        fc.pre(successes + failures > 0);
        const { low, high } = wilson(successes, successes + failures)!;
        const raw = successes / (successes + failures);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(raw + 1e-12);
        expect(high).toBeGreaterThanOrEqual(raw - 1e-12);
        expect(wilson(failures, successes + failures)!.low).toBeCloseTo(1 - high, 10);
      }),
    ));
});

describe('a beta distribution', () => {
  it('has its quantiles where the uniform one and a known one have them', () => {
    expect(betaInterval(1, 1)!.low).toBeCloseTo(0.025, 10);
    // Beta(2, 1): F(x) = x².
    expect(betaInterval(2, 1)!.high).toBeCloseTo(Math.sqrt(0.975), 8);
    expect(betaInterval(1, 3)!.low).toBeCloseTo(1 - Math.cbrt(0.975), 8);
  });

  it('is certain where a parameter is 0, and unknown where both are', () => {
    expect([betaInterval(0, 3), betaInterval(3, 0), betaInterval(0, 0)]).toEqual([
      { low: 0, high: 0 },
      { low: 1, high: 1 },
      null,
    ]);
  });
});

/** Sums of probabilities, each from the one before: nothing of the product's. */
function summed(x: number, n: number, p: number): { lower: number; upper: number; self: number } {
  const logs = [n * Math.log1p(-p)];
  for (let k = 1; k <= n; k++) logs.push(logs[k - 1]! + Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p));
  const probability = logs.map(Math.exp);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { lower: sum(probability.slice(0, x + 1)), upper: sum(probability.slice(x)), self: probability[x]! };
}

describe('binomial tails', () => {
  it('are the sums of the probabilities', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n))),
        fc.integer({ min: 1, max: 999 }),
        ([successes, trials], thousandths) => {
          const p = thousandths / 1_000;
          const expected = summed(successes, trials, p);
          const tails = binomialTails({ successes, trials }, p);
          expect(Math.abs(tails.lower - expected.lower)).toBeLessThan(1e-6);
          expect(Math.abs(tails.upper - expected.upper)).toBeLessThan(1e-6);
          const middle = midTails({ successes, trials }, p);
          expect(Math.abs(middle.lower + middle.upper - 1)).toBeLessThan(1e-6);
          expect(Math.abs(middle.lower - (expected.lower - expected.self / 2))).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 200 },
    ));

  it('hold where nothing or everything succeeds', () => {
    expect(midTails({ successes: 5, trials: 5 }, 1)).toEqual({ lower: 0.5, upper: 0.5 });
    expect(binomialTails({ successes: 0, trials: 5 }, 0)).toEqual({ lower: 1, upper: 1 });
    expect(binomialTails({ successes: 4, trials: 5 }, 1)).toEqual({ lower: 0, upper: 1 });
  });

  it('go over to the normal distribution without a step', () => {
    const z = (trials: number) =>
      zOfTails(midTails({ successes: Math.round(trials / 2 + 1.5 * Math.sqrt(trials)), trials }, 0.5));
    expect(z(79_000)).toBeCloseTo(3, 1);
    expect(Math.abs(z(79_900) - z(80_100))).toBeLessThan(0.02);
  });

  it('have a z, far out as well', () => {
    expect(zOfTails({ lower: 0.025, upper: 0.975 })).toBeCloseTo(-1.959964, 6);
    expect(zOfTails({ lower: 1, upper: 1e-20 })).toBeCloseTo(9.26234, 5);
    expect(zOfTails({ lower: 0, upper: 1 })).toBeLessThan(-37);
    expect(zOfTails({ lower: 0.5, upper: 0.5 })).toBe(0);
  });
});
