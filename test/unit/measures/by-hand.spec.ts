import { describe, expect, it } from 'vitest';
import { perComponent } from '../../../src/domain/components.js';
import { beforeAfter } from '../../../src/measures/before-after.js';
import { controlChart } from '../../../src/measures/chart.js';
import { firstDayOf, periodSeries } from '../../../src/measures/periods.js';
import { DEFAULT_POLICY } from '../../../src/measures/policy.js';
import { scoreChange } from '../../../src/measures/score-change.js';
import { relationshipIndex } from '../../../src/measures/score.js';
import { decayedSums, type Tally } from '../../../src/measures/tallies.js';
import { trendOf } from '../../../src/measures/trend.js';

/* Numbers worked out on paper from the formulae of docs/measures.md, small enough to follow. */

describe('a change worked out by hand: 8 of 8, and 90 days (one half-life) later another 4 of 8', () => {
  const DAY = 20_000;
  const before: Tally[] = [{ d: DAY, s: 8, n: 8 }];
  const after: Tally[] = [...before, { d: DAY + 90, s: 4, n: 8 }];
  const policy = { ...DEFAULT_POLICY, halfLifeDays: perComponent(() => 90), leastCoverage: 0.1 };
  const side = (own: readonly Tally[], day: number, prior: number) => {
    const tallies = perComponent((c) => (c === 'responsiveness' ? own : []));
    const sums = perComponent((c) => decayedSums(tallies[c], day, 90));
    return {
      index: relationshipIndex({ sums, people: 0 }, { priors: perComponent(() => prior), policy, smallestGroup: 5 }),
      tallies,
      day,
    };
  };
  const change = scoreChange(side(before, DAY, 0.8), side(after, DAY + 90, 0.7));

  it('is judged on the observed shares: 8 of 8, then (8/2 + 4) of (8/2 + 8)', () => {
    expect(change.observedChange).toBeCloseTo(100 * (8 / 12 - 1), 10);
    // p = 12.5 of 17; the old trials go from 1/8 to 1/24 of the whole, the new ones from 0 to 1/12: 16 times (1/12)².
    expect(change.standardError).toBeCloseTo(100 * Math.sqrt((12.5 * 4.5) / 17 ** 2) * Math.sqrt(16 / 144), 10);
    expect([change.standardError?.toFixed(4), change.verdict]).toEqual(['14.7059', 'MORE_THAN_CHANCE']);
  });
  it('is split into what faded, what happened and what the hospital did, with m = 10', () => {
    const { faded, happened, hospital } = change.components.responsiveness.parts!;
    // Value (8 + 8)/18; faded (4 + 8)/14; with all trials (8 + 8)/22; with the hospital's later rate (8 + 7)/22.
    expect(faded).toBeCloseTo(100 * (12 / 14 - 16 / 18), 10);
    expect(happened).toBeCloseTo(100 * (16 / 22 - 12 / 14), 10);
    expect(hospital).toBeCloseTo(100 * (15 / 22 - 16 / 22), 10);
    expect([change.change, change.coverage]).toEqual([expect.closeTo(100 * (15 / 22 - 16 / 18), 10), 0]);
  });
});

const month = (index: number) => firstDayOf(2020 * 12 + index, 'MONTH');
const seriesOf = (...counts: readonly (readonly [successes: number, trials: number])[]) =>
  periodSeries(
    counts.map(([s, n], index) => ({ d: month(index) + 3, s, n })),
    month(counts.length) - 1,
    'MONTH',
  );
const six = (successes: number) => Array.from({ length: 6 }, () => [successes, 20] as const);

describe('a re-basing worked out by hand: six months of 15 of 20, then six of 10 of 20', () => {
  const limits = (rebasedAt: readonly number[]) =>
    controlChart(seriesOf(...six(15), ...six(10)), rebasedAt).points.map((point) => {
      if (point.limits === null) return null;
      const { lower, centre, upper } = point.limits;
      return [lower, centre, upper].map((one) => one?.toFixed(4)).join(' ');
    });
  // 3·√(.75·.25/20) = .2905 and 3·√(.5·.5/20) = .3354
  const [EARLIER, LATER] = ['0.4595 0.7500 1.0000', '0.1646 0.5000 0.8354'];

  it('gives each side its own limits', () =>
    expect(limits([month(6)])).toEqual([...six(0).map(() => EARLIER), ...six(0).map(() => LATER)]));
  it('leaves the month that it cuts without limits, and each side judged by the rest', () =>
    expect(limits([month(6) + 10])).toEqual([...six(0).map(() => EARLIER), null, null, null, null, null, null]));
  it('is not crossed by a trend: six months after it are too few, twelve without it are enough', () => {
    const series = seriesOf(...six(15), ...six(10));
    expect(trendOf(controlChart(series, [month(6)]).current)).toBeNull();
    // S = −36 (each of six with each of six), ties of six twice: Var = (12·11·29 − 2·6·5·17)/18 = 156, Z = −35/√156.
    expect(trendOf(controlChart(series).current)).toMatchObject({ s: -36, variance: 156, z: expect.closeTo(-2.8022, 4) });
  });
});

it('an intervention worked out by hand: 18 of 30 before, 27 of 30 after, the month itself on neither side', () => {
  const series = seriesOf([6, 10], [0, 0], [6, 10], [6, 10], [0, 10], [9, 10], [9, 10], [9, 10]);
  const { before, after, difference } = beforeAfter(series, month(4) + 5);
  expect([before, after]).toMatchObject([
    // A month without a trial is none.
    { periods: 3, successes: 18, trials: 30, interval: { low: expect.closeTo(0.4232, 4), high: expect.closeTo(0.7541, 4) } },
    { successes: 27, trials: 30, interval: { low: expect.closeTo(0.7438, 4), high: expect.closeTo(0.9654, 4) } },
  ]);
  // .3 − √((.9 − .7438)² + (.7541 − .6)²) and .3 + √((.9654 − .9)² + (.6 − .4232)²)
  expect(difference).toMatchObject({
    value: expect.closeTo(0.3, 10),
    low: expect.closeTo(0.0806, 4),
    high: expect.closeTo(0.4885, 4),
  });
});

it('a series counts what belongs to its whole periods, in whatever order the days come', () => {
  const days = [3, 0, 1, 0].map((place) => ({ d: month(place) + 3, s: 1, n: 2 }));
  const { periods } = periodSeries(days, month(2) - 1, 'MONTH');
  expect(periods.map(({ successes, trials }) => [successes, trials])).toEqual([
    [2, 4],
    [1, 2],
  ]);
});
