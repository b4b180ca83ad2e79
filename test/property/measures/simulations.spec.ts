import { describe, expect, it } from 'vitest';
import { controlChart } from '../../../src/measures/chart.js';
import { perComponent } from '../../../src/domain/components.js';
import { funnel } from '../../../src/measures/funnel.js';
import { firstDayOf, periodSeries } from '../../../src/measures/periods.js';
import { DEFAULT_POLICY } from '../../../src/measures/policy.js';
import { scoreChange, type ScoreSide } from '../../../src/measures/score-change.js';
import { componentInterval, posterior, relationshipIndex } from '../../../src/measures/score.js';
import { decayedSums, halfLifeWeight, organisationRate, type Tally } from '../../../src/measures/tallies.js';

/** Mulberry32: the same draws every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const binomial = (random: () => number, n: number, p: number): number => {
  let successes = 0;
  for (let i = 0; i < n; i++) if (random() < p) successes++;
  return successes;
};
function beta(random: () => number, a: number, b: number): number {
  const [x, y] = [gamma(random, a), gamma(random, b)];
  return x / (x + y);
}
/** Marsaglia and Tsang (2000), ACM Trans. Math. Softw. 26: 363-372. */
function gamma(random: () => number, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

describe('a chart of a process in which nothing changes', () => {
  const FIRST = 2020 * 12;
  const MONTHS = 24;
  // Three standard deviations promise .0027 a point.
  it.each([0.8, 0.95, 0.99].flatMap((p) => [5, 20, 80].map((n) => ({ p, n }))))(
    'signals outside the limits in at most 0.27 % of points, and by runs in under 5 %, at p = $p and n = $n',
    ({ p, n }) => {
      const random = seeded(Math.round(1_000 * p) + n);
      let [points, outside, byRuns] = [0, 0, 0];
      for (let chart = 0; chart < 200; chart++) {
        const tallies = Array.from({ length: MONTHS }, (_, month): Tally => ({
          d: firstDayOf(FIRST + month, 'MONTH'),
          s: binomial(random, n, p),
          n,
        }));
        const series = periodSeries(tallies, firstDayOf(FIRST + MONTHS, 'MONTH') - 1, 'MONTH');
        for (const { rules } of controlChart(series).points) {
          points += 1;
          if (rules.includes('OUTSIDE_LIMITS')) outside += 1;
          else if (rules.length > 0) byRuns += 1;
        }
      }
      expect(outside / points).toBeLessThanOrEqual(0.0027);
      expect(byRuns / points).toBeLessThan(0.05);
    },
  );
});

describe('peers like the others', () => {
  it.each([5, 20, 80])('are FAR in under 0.3 %% of draws at n = %i', (n) => {
    const random = seeded(n);
    let [far, all] = [0, 0];
    for (let draw = 0; draw < 250; draw++) {
      const peers = new Map(
        Array.from({ length: 20 }, (_, id) => [String(id), { successes: binomial(random, n, 0.85), trials: n }] as const),
      );
      for (const { standing } of funnel(peers).units.values()) {
        all += 1;
        if (standing.startsWith('FAR')) far += 1;
      }
    }
    expect(far / all).toBeLessThan(0.003);
  });
});

describe('the 95 % interval of a pair drawn from the hospital’s own spread', () => {
  const H = 90;
  const DAYS = 720;
  it.each([1, 2, 3, 10, 40])('covers its steady rate in 95 to 99.5 %% with %i relationships', (relationships) => {
    const random = seeded(relationships);
    const hospital = 0.8;
    let [covered, all] = [0, 0];
    for (let draw = 0; all < 2_000; draw++) {
      const pairs = Array.from({ length: relationships }, () => {
        const rate = beta(random, 10 * hospital, 10 * (1 - hospital));
        let [good, information] = [0, 0];
        for (let age = draw % 7; age < DAYS; age += 7) {
          const w = halfLifeWeight(age, H);
          information += w;
          if (random() < rate) good += w;
        }
        return { rate, good, information };
      });
      const whole = pairs.reduce(
        (total, { good, information }) => ({ good: total.good + good, information: total.information + information }),
        { good: 0, information: 0 },
      );
      const prior = organisationRate(whole);
      for (const { rate, ...sums } of pairs) {
        const { low, high } = componentInterval(posterior(sums, prior, 10))!;
        all += 1;
        if (low <= rate && rate <= high) covered += 1;
      }
    }
    expect(covered / all).toBeGreaterThan(0.95);
    expect(covered / all).toBeLessThan(0.995);
  });
});

describe('a change', () => {
  const TODAY = 20_000;
  const SPAN = 90;
  /** Two years of about four trials a week and component; `drop` is what the rate of each loses in the last span. */
  function draw(random: () => number, drop: number): 'MORE_THAN_CHANCE' | 'WITHIN_CHANCE' | 'NOT_JUDGED' {
    const tallies = perComponent(() => {
      const rate = 0.75 + 0.2 * random();
      return Array.from({ length: 104 }, (_, week): Tally => {
        const n = 2 + Math.floor(5 * random());
        return { d: TODAY - 7 * week, s: binomial(random, n, rate - (7 * week < SPAN ? drop : 0)), n };
      });
    });
    const sideAt = (day: number): ScoreSide => {
      const known = perComponent((c) => tallies[c].filter(({ d }) => d <= day));
      const sums = perComponent((c) => decayedSums(known[c], day, DEFAULT_POLICY.halfLifeDays[c]));
      const priors = perComponent(() => 0.85);
      return {
        index: relationshipIndex({ sums, people: 9 }, { priors, policy: DEFAULT_POLICY, smallestGroup: 5 }),
        tallies: known,
        day,
      };
    };
    return scoreChange(sideAt(TODAY - SPAN), sideAt(TODAY)).verdict;
  }
  const share = (seed: number, drop: number, draws: number) => {
    const random = seeded(seed);
    const verdicts = Array.from({ length: draws }, () => draw(random, drop));
    return verdicts.filter((verdict) => verdict === 'MORE_THAN_CHANCE').length / draws;
  };

  it('is more than chance in 3 to 7 % when nothing is going on', () => {
    const rate = share(1, 0, 500);
    expect(rate).toBeGreaterThan(0.03);
    expect(rate).toBeLessThan(0.07);
  });

  it('is seen in more than half of the draws when every rate falls by ten points', () =>
    expect(share(2, 0.1, 200)).toBeGreaterThan(0.5));
});
