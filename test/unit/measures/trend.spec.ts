import { describe, expect, it } from '@jest/globals';
import { beforeAfter } from '../../../src/measures/intervention/before-after.js';
import { effectiveN } from '../../../src/measures/proportions/effective-n.js';
import { halfLifeWeight } from '../../../src/measures/proportions/half-life.js';
import { shrink } from '../../../src/measures/proportions/shrink.js';
import { peerBand } from '../../../src/measures/peers/peer-band.js';
import { firstDayOf } from '../../../src/measures/trend/calendar.js';
import { controlChart } from '../../../src/measures/trend/control-chart.js';
import { mannKendall } from '../../../src/measures/trend/mann-kendall.js';
import { theilSen } from '../../../src/measures/trend/theil-sen.js';
import { periodSeries } from '../../../src/measures/trend/undecayed-series.js';
import { xmrLimits } from '../../../src/measures/trend/xmr-limits.js';

const FIRST = 2020 * 12;
const month = (index: number) => firstDayOf(FIRST + index, 'MONTH');
/** A year or more in which each month had so many successes of 100. */
const seriesOf = (successes: readonly number[], n = 100) =>
  periodSeries(
    successes.map((s, index) => ({ d: month(index) + 3, s, n })),
    month(0),
    month(successes.length) - 1,
  )!;
const RISING = [62, 60, 64, 63, 66, 65, 69, 68, 70, 72, 71, 74];
const DROPPED = [80, 82, 79, 81, 83, 80, 78, 82, 81, 79, 80, 82, 81, 60];

// Golden vectors of domain.md, 3.2.
describe('proportions', () => {
  it('shrinks', () => {
    expect(shrink(1, 1, 0.8, 10)).toBeCloseTo(0.8182, 4);
    expect(shrink(0, 2, 0.8, 10)).toBeCloseTo(0.6667, 4);
    expect(shrink(40, 50, 0.8, 10)).toBeCloseTo(0.8, 12);
  });
  it.each([
    [45, 0.7071],
    [90, 0.5],
    [180, 0.25],
    [365, 0.0601],
  ])('fades after %i days to %d', (age, weight) => expect(halfLifeWeight(age, 90)).toBeCloseTo(weight, 4));
  it('counts effective trials', () => {
    const weights = [5, 20, 60, 100, 200, 300].map((age) => halfLifeWeight(age, 90));
    expect(
      effectiveN(
        weights.reduce((a, b) => a + b),
        weights.reduce((a, b) => a + b * b, 0),
      ),
    ).toBeCloseTo(4.471, 3);
  });
});

describe('a series of months', () => {
  it('has a trend', () => {
    const trend = mannKendall(seriesOf(RISING))!;
    expect(trend.s).toBe(56);
    expect(trend.variance).toBeCloseTo(212.667, 3);
    expect(trend.z).toBeCloseTo(3.7715, 4);
    expect(trend.p).toBeCloseTo(0.000162, 6);
    expect(theilSen(seriesOf(RISING))).toBeCloseTo(0.01142857, 8);
    expect(mannKendall(seriesOf(RISING.slice(0, 9)))).toBeNull();
    expect(mannKendall(seriesOf(RISING.map(() => 50)))).toMatchObject({ s: 0, variance: 0, z: 0, p: 1 });
  });
  it('has limits, screened or not', () => {
    expect(xmrLimits(seriesOf(RISING))!.lower).toBeCloseTo(0.611964, 6);
    expect(xmrLimits(seriesOf(RISING))!.upper).toBeCloseTo(0.728036, 6);
    const [plain, screened] = [xmrLimits(seriesOf(DROPPED))!, xmrLimits(seriesOf(DROPPED), true)!];
    expect([plain.mean, plain.lower, plain.upper].map((x) => Number(x.toFixed(6)))).toEqual([0.791429, 0.697305, 0.885552]);
    expect([screened.lower, screened.upper].map((x) => Number(x.toFixed(6)))).toEqual([0.736012, 0.846845]);
  });
  it('marks the last point a concern, or an improvement where low is good', () => {
    expect(controlChart(seriesOf(DROPPED), { good: 'HIGH' }).points.at(-1)).toMatchObject({
      rules: ['OUTSIDE_LIMITS'],
      variation: 'CONCERN',
    });
    expect(controlChart(seriesOf(DROPPED), { good: 'LOW' }).points.at(-1)!.variation).toBe('IMPROVEMENT');
  });
  it('finds nothing in a constant series', () => {
    const chart = controlChart(
      seriesOf(
        Array.from({ length: 20 }, () => 1),
        10,
      ),
      { good: 'HIGH', screened: true },
    );
    expect(new Set(chart.points.map(({ variation }) => variation))).toEqual(new Set(['COMMON_CAUSE']));
  });
  it('finds runs and stretches of seven', () => {
    const run = controlChart(seriesOf([50, 51, 52, 53, 54, 55, 56]), { good: 'HIGH' }).points;
    expect(run.every(({ rules }) => rules.includes('SEVEN_POINT_RUN'))).toBe(true);
    const stretch = controlChart(seriesOf([50, 58, 50, 58, 50, 58, 50, 70, 71, 70, 71, 70, 71, 70]), { good: 'HIGH' }).points;
    expect(stretch.map(({ rules }) => rules.includes('SEVEN_ON_ONE_SIDE'))).toEqual(Array.from({ length: 14 }, () => true));
  });
  it('falls back to quarters, then to nothing', () => {
    expect(seriesOf([1, 2, 2, 1, 1, 2], 2).bucket).toBe('QUARTER');
    expect(seriesOf([1, 1, 1, 1, 1, 1], 1)).toBeNull();
    expect(() => periodSeries([{ d: month(0), s: 0.5, n: 1 }], month(0), month(1))).toThrow(RangeError);
    // @ts-expect-error decayed values have no way into a test of change
    expect(() => mannKendall([62, 60])).toThrow(TypeError);
  });
  it('compares before and after', () => {
    const result = beforeAfter(seriesOf([50, 50, 50, 70, 70, 70]), month(3), { good: 'HIGH' });
    expect(result.difference!.value).toBeCloseTo(0.2, 12);
    expect(result.difference!.low).toBeGreaterThan(0);
    expect(result.chart.points.map(({ limits }) => limits!.mean)).toEqual(
      [0.5, 0.5, 0.5, 0.7, 0.7, 0.7].map((x) => expect.closeTo(x, 12)),
    );
  });
});

it('places a unit in its peers’ funnel by size', () => {
  const peers = [
    { successes: 80, trials: 100 },
    { successes: 800, trials: 1000 },
  ];
  expect(peerBand({ successes: 2, trials: 4 }, peers)!.standing).toBe('WITHIN');
  expect(peerBand({ successes: 50, trials: 100 }, peers)!.standing).toBe('FAR_BELOW');
  expect(peerBand({ successes: 88, trials: 100 }, peers)!.standing).toBe('ABOVE');
  expect(peerBand({ successes: 9, trials: 9 }, [{ successes: 9, trials: 9 }])!.standing).toBe('WITHIN');
  expect(peerBand({ successes: 1, trials: 1 }, [])).toBeNull();
});
