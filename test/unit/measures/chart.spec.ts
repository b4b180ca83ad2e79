import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../../../src/measures/before-after.js';
import { controlChart } from '../../../src/measures/chart.js';
import { firstDayOf, periodSeries } from '../../../src/measures/periods.js';
import { mannKendall, theilSen, trendOf } from '../../../src/measures/trend.js';

const FIRST = 2020 * 12;
const month = (index: number) => firstDayOf(FIRST + index, 'MONTH');
/** A month each: so many successes of so many trials. */
const seriesOf = (counts: readonly (readonly [successes: number, trials: number])[]) =>
  periodSeries(
    counts.map(([s, n], index) => ({ d: month(index) + 3, s, n })),
    month(counts.length) - 1,
    'MONTH',
  );
const chartOf = (counts: readonly (readonly [number, number])[], rebasedAt: readonly number[] = []) =>
  controlChart(seriesOf(counts), rebasedAt);
const hundred = (...successes: readonly number[]) => successes.map((s) => [s, 100] as const);
const RISING = [62, 60, 64, 63, 66, 65, 69, 68, 70, 72, 71, 74];
const fixed = (value: number | null | undefined) => value?.toFixed(6);

// Golden vectors of docs/measures.md, computed independently of this code.
describe('a chart of proportions', () => {
  it('leaves one bad month out of what it is judged by', () => {
    const n = [40, 42, 38, 45, 41, 39, 44, 40, 43, 41, 42, 40];
    const x = [34, 36, 32, 40, 35, 33, 37, 34, 36, 35, 36, 22];
    const { state, points } = chartOf(n.map((trials, place) => [x[place]!, trials] as const));
    expect(state).toBe('CHARTED');
    const [first] = points;
    expect([fixed(first!.limits!.centre), fixed(first!.limits!.lower), first!.limits!.upper]).toEqual([
      '0.852747',
      '0.684661',
      1,
    ]);
    expect(points.map(({ rules }) => rules)).toEqual([...Array.from({ length: 11 }, () => []), ['OUTSIDE_LIMITS']]);
    expect(points.at(-1)!.variation).toBe('CONCERN');
  });

  it('has limits by each period’s own number of trials, where all are inside', () => {
    const n = [40, 42, 38, 45, 41, 39, 44, 40, 43, 41, 42, 40];
    const x = [33, 35, 31, 37, 34, 32, 36, 33, 36, 34, 35, 34];
    const { points } = chartOf(n.map((trials, place) => [x[place]!, trials] as const));
    const shown = [0, 3]
      .map((place) => points[place]!.limits!)
      .map(({ centre, lower, upper }) => [centre, lower, upper].map(fixed));
    expect(shown).toEqual([
      ['0.828283', '0.649392', '1.000000'],
      ['0.828283', '0.659623', '0.996942'],
    ]);
  });

  it('lets the exact binomial speak for thin periods', () => {
    const x = Array.from({ length: 20 }, (_, place) => ({ 3: 4, 18: 4, 8: 3, 12: 2 })[place] ?? 5);
    const { state, points } = chartOf(x.map((successes) => [successes, 5] as const));
    expect(state).toBe('CHARTED');
    expect(points.every(({ full, rules }) => !full && rules.length === 0)).toBe(true);
    const { limits } = points[0]!;
    expect([fixed(limits!.centre), limits!.lower, limits!.upper, limits!.nearLower]).toEqual(['0.930000', 0.4, 1, null]);
  });

  it('widens the limits where periods differ by more than chance', () => {
    const { points } = chartOf([36, 42, 31, 40, 35, 44, 33, 41, 37, 43, 30, 39].map((x) => [x, 50] as const));
    const { centre, lower, upper } = points[0]!.limits!;
    expect([fixed(centre), fixed(lower), upper]).toEqual(['0.751667', '0.311628', 1]);
    expect(points.every(({ rules }) => rules.length === 0)).toBe(true);
  });

  it('takes no gap for a neighbour where it widens the limits', () => {
    // Every second period is empty: how far the others lie apart says nothing of how much neighbours differ.
    const apart = [60, 90, 60, 90, 60, 90, 60, 90, 60, 90, 60, 90].flatMap((x) => [...hundred(x), [0, 0] as const]);
    const full = chartOf(apart).points.filter(({ trials }) => trials > 0);
    expect(full.map(({ rules }) => rules)).toEqual(full.map(() => ['OUTSIDE_LIMITS']));
  });

  it('calls a thin period outside from three standard deviations’ tail on, and no sooner', () => {
    // 29 of 40 or fewer have a chance of .0015 at .9.
    const x = [29, 37, 37, 37, 37, 37, 37, 37, 36, 36, 36, 36];
    const { points } = chartOf(x.map((successes) => [successes, 40] as const));
    expect(points[0]).toMatchObject({ full: false, rules: [], limits: { centre: 0.9, lower: 29 / 40 } });
  });

  it('says how much it rests on, and draws no limits from few periods', () => {
    const states = [2, 5, 6, 11, 12].map((length) => chartOf(hundred(...Array.from({ length }, () => 80))).state);
    expect(states).toEqual(['POINTS', 'POINTS', 'TRIAL_LIMITS', 'TRIAL_LIMITS', 'CHARTED']);
    const { points } = chartOf(hundred(80, 81, 10));
    expect(points.map(({ limits, rules }) => [limits, rules])).toEqual(points.map(() => [null, []]));
  });

  it('is not taken away by a thin period, nor by an empty one', () => {
    const { points, state } = chartOf([...hundred(80, 82, 79, 80, 81), [1, 2], [0, 0], ...hundred(80, 82, 79, 80, 81)]);
    expect([state, points.length]).toEqual(['TRIAL_LIMITS', 12]);
    expect(points[6]).toMatchObject({ trials: 0, value: null, limits: null });
    expect(points[5]!.limits).toMatchObject({ lower: 0, upper: 1, nearLower: null });
  });

  it('finds runs and stretches of seven full periods without a gap', () => {
    const run = chartOf(hundred(50, 51, 52, 53, 54, 55, 56)).points;
    expect(run.every(({ rules }) => rules.includes('SEVEN_POINT_RUN'))).toBe(true);
    const stretch = hundred(60, 60, 60, 60, 60, 60, 60, 70, 71, 70, 71, 70, 71, 70);
    expect(chartOf(stretch).points.filter(({ rules }) => rules.includes('SEVEN_ON_ONE_SIDE'))).toHaveLength(14);
    const cut = [...stretch.slice(0, 10), [1, 2] as const, ...stretch.slice(10)];
    expect(
      chartOf(cut)
        .points.slice(7)
        .filter(({ rules }) => rules.includes('SEVEN_ON_ONE_SIDE')),
    ).toEqual([]);
  });

  it('shows the limits, and what is near them, as far as there are proportions', () => {
    // Centre .8, deviation .04, neighbours alike: two and three of it on either side.
    expect(chartOf(hundred(...Array.from({ length: 12 }, () => 80))).points[0]!.limits).toEqual({
      centre: expect.closeTo(0.8, 9),
      nearLower: expect.closeTo(0.72, 9),
      nearUpper: expect.closeTo(0.88, 9),
      lower: expect.closeTo(0.68, 9),
      upper: expect.closeTo(0.92, 9),
    });
  });
  it('marks two of three beyond two thirds of the way', () => {
    const { points } = chartOf(hundred(80, 80, 80, 80, 80, 70, 80, 70.5 | 0, 80, 80, 80, 80));
    expect(points.map(({ rules }) => rules.includes('TWO_OF_THREE_NEAR_LIMIT') || rules.length)).toEqual([
      0,
      0,
      0,
      0,
      0,
      true,
      0,
      true,
      0,
      0,
      0,
      0,
    ]);
  });

  it('finds nothing in a constant series', () => {
    const { points } = chartOf(Array.from({ length: 20 }, () => [10, 10] as const));
    expect(new Set(points.map(({ variation }) => variation))).toEqual(new Set(['COMMON_CAUSE']));
  });

  it('draws each stretch between re-basings for itself, and none for the period that one cuts', () => {
    const counts = hundred(50, 51, 49, 50, 52, 50, 10, 90, 91, 90, 89, 90, 91);
    const { points, state, current } = chartOf(counts, [month(6) + 9]);
    expect(points.map(({ limits }) => limits && Math.round(100 * limits.centre))).toEqual([
      50,
      50,
      50,
      50,
      50,
      50,
      null,
      90,
      90,
      90,
      90,
      90,
      90,
    ]);
    expect([state, current.length]).toEqual(['TRIAL_LIMITS', 6]);
    expect(chartOf(counts, [month(6)]).points.filter(({ limits }) => limits === null)).toEqual([]);
  });

  it('counts whole trials only', () =>
    expect(() => periodSeries([{ d: month(0), s: 0.5, n: 1 }], month(1), 'MONTH')).toThrow(RangeError));

  it('shows whole periods only, from the first trial on', () => {
    const series = periodSeries([{ d: month(1) + 2, s: 1, n: 1 }], month(3) + 5, 'MONTH');
    expect(series.periods.map(({ firstDay, trials }) => [firstDay, trials])).toEqual([
      [month(1), 1],
      [month(2), 0],
    ]);
    expect(periodSeries([], month(3), 'QUARTER').periods).toEqual([]);
  });
});

describe('a trend', () => {
  it('agrees with the golden vectors', () => {
    const { s, variance, z, p } = mannKendall(RISING);
    expect([s, variance.toFixed(3), z.toFixed(4), p.toFixed(6)]).toEqual([56, '212.667', '3.7715', '0.000162']);
    expect(theilSen(RISING.map((value, at) => ({ at, value })))).toBeCloseTo(1.142857, 6);
    expect(mannKendall(RISING.map(() => 50))).toMatchObject({ s: 0, variance: 0, z: 0, p: 1 });
  });

  it('is looked for in ten full periods, on their distances in time', () => {
    expect(trendOf(chartOf(hundred(...RISING.slice(0, 9))).current)).toBeNull();
    const gapped = chartOf([
      ...hundred(50, 51, 52, 53, 54),
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      ...hundred(60, 61, 62, 63, 64),
    ]);
    expect(trendOf(gapped.current)!.slope).toBeCloseTo(0.01, 3);
  });

  it.each([
    ['odd', [0, 1, 4], 2], // of 1, 2, 3
    ['even', [0, 0, 4, 9], 3.5], // of 0, 2, 3, 4, 4.5, 5
  ])('is the median of the slopes between each two, of an %s number', (_, values, slope) => {
    expect(theilSen(values.map((value, at) => ({ at, value })))).toBe(slope);
  });
  it('is so fast a period, of whatever length', () => {
    // Four hundredths a year, a hundredth a quarter.
    const quarters = Array.from({ length: 12 }, (_, index) => ({ d: month(3 * index), s: 60 + index, n: 100 }));
    const { current } = controlChart(periodSeries(quarters, month(36) - 1, 'QUARTER'));
    expect(trendOf(current)!.slope).toBeCloseTo(0.01, 3);
  });

  it('never runs across a re-basing', () => {
    const { current } = chartOf(hundred(...RISING.map((x) => x - 50), ...RISING), [month(12)]);
    expect(trendOf(current)!.s).toBe(56);
  });
});

it('compares before and after, and puts the period of the change into neither half', () => {
  const { before, after, difference, chart } = beforeAfter(seriesOf(hundred(50, 50, 50, 90, 80, 80, 80)), month(3) + 4);
  expect([before!.periods, after!.periods]).toEqual([3, 3]);
  // Newcombe's method 10 of 150/300 and 240/300, computed by itself.
  expect([difference!.value, difference!.low, difference!.high].map(fixed)).toEqual(['0.300000', '0.225470', '0.369785']);
  expect(chart.points).toHaveLength(7);
});
