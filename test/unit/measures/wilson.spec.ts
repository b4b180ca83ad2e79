import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wilson } from '../../../src/measures/proportions/wilson.js';

describe('Wilson’s 95 % interval', () => {
  // Computed independently of this code (domain.md, 3.2).
  it.each([
    [2, 2, 0.3424, 1],
    [4, 5, 0.3755, 0.9638],
    [8, 10, 0.4902, 0.9433],
    [42, 50, 0.7149, 0.9166],
    [0, 3, 0, 0.5615],
    [60, 100, 0.502, 0.6906],
  ])('of %i of %i is %d to %d', (successes, trials, low, high) => {
    const interval = wilson(successes, trials)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('is unknown without trials', () => expect(wilson(0, 0)).toBeNull());

  it('holds the proportion, stays within 0 and 1, and turns round with it', () =>
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (successes, failures) => {
        fc.pre(successes + failures > 0);
        const { low, high } = wilson(successes, successes + failures)!;
        const turned = wilson(failures, successes + failures)!;
        const raw = successes / (successes + failures);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(raw + 1e-12);
        expect(high).toBeGreaterThanOrEqual(raw - 1e-12);
        expect(turned.low).toBeCloseTo(1 - high, 10);
      }),
    ));
});
