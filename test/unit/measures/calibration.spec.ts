import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../src/queries/score/calibration.js';
import { TWELVE, TWELVE_OF_FIFTY } from './golden-departments.js';

describe('calibration', () => {
  const of = (counts: readonly (readonly [successes: number, trials: number])[]) =>
    calibrate(counts.map(([successes, n]) => ({ successes, trials: n })));

  it('agrees with the golden vectors', () => {
    const fifty = of(TWELVE_OF_FIFTY);
    expect([fifty.variance!.toFixed(6), fifty.priorStrength!.toFixed(4)]).toEqual(['0.005130', '35.3872']);
    const twelve = of(TWELVE);
    expect([twelve.variance!.toFixed(6), twelve.priorStrength!.toFixed(4)]).toEqual(['0.004830', '29.1300']);
  });

  it('says where no spread is seen, or too little to see any', () => {
    expect(
      of([
        [8, 10],
        [8, 10],
        [8, 10],
      ]),
    ).toMatchObject({ state: 'NO_SPREAD_SEEN', priorStrength: null });
    expect(
      [
        of([]),
        of([[8, 10]]),
        of([
          [1, 1],
          [0, 1],
        ]),
      ].map(({ state }) => state),
    ).toEqual(['TOO_FEW', 'TOO_FEW', 'TOO_FEW']);
  });
});
