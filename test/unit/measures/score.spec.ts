import { describe, expect, it } from 'vitest';
import { type Component, COMPONENTS, perComponent } from '../../../src/domain/components.js';
import { DEFAULT_POLICY, type Policy, policyFaults } from '../../../src/measures/policy.js';
import { scoreChange, type ScoreSide } from '../../../src/measures/score-change.js';
import { componentInterval, orderKey, relationshipIndex, scoreInterval } from '../../../src/measures/score.js';
import { decayedSums, organisationRate, type Tally } from '../../../src/measures/tallies.js';

const TODAY = 20_000;
/** `count` trials of one age and outcome. */
const trials = (count: number, age: number, s: 0 | 1): Tally[] => [{ d: TODAY - age, s: count * s, n: count }];
const PRIORS = { reliability: 0.85, responsiveness: 0.8, durability: 0.92, treatment: 0.88, transparency: 0.7, engagement: 0.6 };
// The composite golden vector (docs/measures.md), computed independently of this code; H = 90 days throughout.
const COMPOSITE = {
  reliability: [5, 20, 60, 100, 200, 300].flatMap((age) => trials(1, age, age === 60 ? 0 : 1)),
  responsiveness: [...trials(8, 2, 1), ...trials(2, 30, 0)],
  durability: [...trials(9, 10, 1), ...trials(1, 50, 0)],
  treatment: [...trials(5, 1, 1), ...trials(1, 15, 0)],
  transparency: [...trials(4, 7, 1), ...trials(4, 7, 0)],
  engagement: trials(2, 40, 1),
};
const NINETY: Policy = { ...DEFAULT_POLICY, halfLifeDays: perComponent(() => 90) };
const sideOf = (
  tallies: Record<Component, readonly Tally[]>,
  day: number,
  { policy = NINETY, people = 6, priors = PRIORS }: { policy?: Policy; people?: number; priors?: Record<Component, number> } = {},
): ScoreSide => {
  const sums = perComponent((c) => decayedSums(tallies[c], day, policy.halfLifeDays[c]));
  return { index: relationshipIndex({ sums, people }, { priors, policy, smallestGroup: 5 }), tallies, day };
};
const indexOn = (day: number, options = {}) => sideOf(COMPOSITE, day, options).index;

describe('the Service Relationship Index', () => {
  const index = indexOn(TODAY);

  it.each([
    ['reliability', 3.225889, 0.804717, 0.838955, 0.607421, 0.975914, false],
    ['responsiveness', 9.465119, 0.832289, 0.815701, 0.621072, 0.949585, true],
    ['durability', 9.013267, 0.924512, 0.922139, 0.770243, 0.994187, true],
    ['treatment', 5.852538, 0.847776, 0.868103, 0.669529, 0.981213, true],
    ['transparency', 7.580128, 0.5, 0.613765, 0.38331, 0.819717, true],
    ['engagement', 1.469734, 1, 0.651256, 0.368256, 0.88455, false],
  ] as const)('agrees with the golden vector of %s', (component, information, observed, value, low, high, kept) => {
    const found = index.components[component];
    const interval = componentInterval(found)!;
    expect(found.kept).toBe(kept);
    for (const [seen, right] of [
      [found.information, information],
      [found.observed!, observed],
      [found.value, value],
      [interval.low, low],
      [interval.high, high],
    ] as const) {
      expect(Math.abs(seen - right)).toBeLessThan(6e-7);
    }
  });

  it('agrees with the composite golden vector', () => {
    expect(index).toMatchObject({ state: 'SCORED', weakest: 'transparency', formulaVersion: 'sri-2' });
    expect(index.coverage).toBeCloseTo(0.7, 12);
    const { low, high } = scoreInterval(index)!;
    const numbers = [index.value, index.standardError, low, high, index.observedScore, index.equalWeightsValue];
    expect(numbers.map((number) => number!.toFixed(4))).toEqual([
      '81.3952',
      '4.4210',
      '72.7302',
      '90.0602',
      '78.6377',
      '80.4927',
    ]);
    expect(COMPONENTS.map((c) => index.components[c].contribution!.toFixed(4))).toEqual([
      '0.0000',
      '17.4793',
      '19.7601',
      '31.0037',
      '13.1521',
      '0.0000',
    ]);
  });

  it('with equal weights is the plain mean of the components that count', () => {
    // The golden contributions, freed of their weights: each is 100 times weight times proportion, over the weight that counts (0.7).
    const golden = { responsiveness: 17.4793, durability: 19.7601, treatment: 31.0037, transparency: 13.1521 } as const;
    const { weights } = DEFAULT_POLICY;
    const proportions = Object.entries(golden).map(([c, value]) => (0.7 * value) / weights[c as keyof typeof golden]);
    expect(index.equalWeightsValue).toBeCloseTo(proportions.reduce((sum, one) => sum + one, 0) / 4, 3);
  });

  it('is the sum of its contributions, to the last bit', () =>
    expect(COMPONENTS.reduce((sum, c) => sum + index.components[c].contribution!, 0)).toBe(index.value));

  it('ends as INSUFFICIENT_DATA when nothing happens any more', () => {
    const later = indexOn(TODAY + 180);
    expect(later).toMatchObject({ state: 'INSUFFICIENT_DATA', value: null, coverage: 0 });
    const informations = (['responsiveness', 'durability', 'treatment', 'transparency'] as const).map((c) =>
      later.components[c].information.toFixed(3),
    );
    expect(informations).toEqual(['2.366', '2.253', '1.463', '1.895']);
  });

  it('keeps what is told of once a month, and at half a year’s half-life what is told of every other month', () => {
    const every = (months: number) => ({
      ...COMPOSITE,
      durability: Array.from({ length: 60 }, (_, i) => ({ d: TODAY - 31 - i * 31 * months, s: 1, n: 1 })),
    });
    expect(sideOf(every(1), TODAY).index.components.durability.kept).toBe(true);
    expect(sideOf(every(2), TODAY).index.components.durability.kept).toBe(false);
    const half = { ...NINETY, halfLifeDays: perComponent(() => 180) };
    expect(sideOf(every(2), TODAY, { policy: half }).index.components.durability.kept).toBe(true);
  });

  it('takes thresholds as met when only rounding misses them', () => {
    const seven = { d: TODAY - 90, s: 7, n: 7 };
    const tallies = perComponent((c): Tally[] => (['reliability', 'durability', 'treatment'].includes(c) ? [seven] : []));
    // Information 3.5 of reliability, durability and treatment: .20 + .15 + .25 of the weight, a coverage of exactly .6.
    expect(sideOf(tallies, TODAY).index.state).toBe('SCORED');
    // .3 + .2 + .1 of weights that add up to 1 are .5999999999999999 of them.
    const weights = {
      reliability: 0.1,
      responsiveness: 0.3,
      durability: 0.2,
      treatment: 0.1,
      transparency: 0.2,
      engagement: 0.1,
    };
    const others = perComponent((c): Tally[] => (['responsiveness', 'durability', 'treatment'].includes(c) ? [seven] : []));
    const { index: of } = sideOf(others, TODAY, { policy: { ...NINETY, weights } });
    expect([of.coverage < 0.6, of.state]).toEqual([true, 'SCORED']);
  });

  it('names of equally weak components the first of the table', () => {
    const alike = sideOf(
      perComponent(() => trials(9, 1, 1)),
      TODAY,
      { priors: perComponent(() => 0.5) },
    );
    expect(alike.index.weakest).toBe('reliability');
  });

  it('suppresses what fewer than five people said, whatever else there is', () => {
    const four = indexOn(TODAY, { people: 4 });
    expect(four.components.treatment).toMatchObject({ state: 'SUPPRESSED', kept: false });
    expect(four.coverage).toBeCloseTo(0.45, 12);
    expect(indexOn(TODAY, { people: 5 }).components.treatment).toMatchObject({ state: 'SHOWN', kept: true });
  });

  it('is defined without any trial, and without any weight of the organisation', () => {
    const none = perComponent(() => []);
    const policy = { ...NINETY, priorStrength: perComponent(() => 0) };
    const { treatment, durability } = sideOf(none, TODAY, { policy, people: 0 }).index.components;
    expect(durability).toMatchObject({ trials: 0, information: 0, observed: null, value: PRIORS.durability });
    expect([componentInterval(durability), treatment.state]).toEqual([null, 'SUPPRESSED']);
  });

  it('draws to a rate that a single trial does not make certain', () => {
    expect(organisationRate({ good: 0, information: 0 })).toBe(0.5);
    expect(organisationRate({ good: 1, information: 1 })).toBe(0.75);
  });

  it('orders "surely not good" first for ATTENTION, "surely good" first for BEST, and what has no number nowhere', () => {
    const scores = { certain: [60, 2], uncertain: [55, 20], good: [90, 2] } as const;
    const ordered = (order: 'ATTENTION' | 'BEST') =>
      Object.entries(scores)
        .map(([id, [value, standardError]]) => [id, orderKey({ value, standardError }, order)!] as const)
        .sort(([, a], [, b]) => a - b)
        .map(([id]) => id);
    expect(ordered('ATTENTION')).toEqual(['certain', 'good', 'uncertain']);
    expect(ordered('BEST')).toEqual(['good', 'certain', 'uncertain']);
    expect(orderKey({ value: null, standardError: null }, 'BEST')).toBeNull();
  });

  it('says what makes a policy unusable', () => {
    expect(policyFaults(DEFAULT_POLICY)).toEqual([]);
    const faults = policyFaults({
      ...DEFAULT_POLICY,
      halfLifeDays: { ...DEFAULT_POLICY.halfLifeDays, treatment: 0 },
      leastCoverage: Number.NaN,
    });
    expect(faults.map(({ parameter }) => parameter)).toEqual(['halfLifeDays.treatment', 'leastCoverage']);
    expect(faults.map(({ reason }) => reason.code)).toEqual(['OUT_OF_RANGE', 'OUT_OF_RANGE']);
    const unweighted = policyFaults({ ...DEFAULT_POLICY, weights: perComponent(() => 0) });
    expect(unweighted.map(({ reason }) => reason)).toEqual([{ code: 'ALL_ZERO' }]);
  });

  it.each(['weights', 'halfLifeDays', 'priorStrength'] as const)(
    'takes no %s of which the arithmetic makes no number',
    (parameter) => {
      for (const value of [1e300, 1e-300, Number.POSITIVE_INFINITY, Number.NaN, -1]) {
        const faults = policyFaults({ ...DEFAULT_POLICY, [parameter]: { ...DEFAULT_POLICY[parameter], durability: value } });
        expect(faults.map((fault) => fault.parameter)).toEqual([`${parameter}.durability`]);
      }
      for (const value of [1e6, 1e-6]) {
        const policy = { ...DEFAULT_POLICY, [parameter]: { ...DEFAULT_POLICY[parameter], durability: value } };
        expect(policyFaults(policy)).toEqual([]);
        const [from, to] = [TODAY - 9, TODAY].map((day) => sideOf(COMPOSITE, day, { policy }));
        const { standardError, observedChange } = scoreChange(from!, to!);
        const numbers = [to!.index.value, to!.index.standardError, standardError, observedChange];
        expect(numbers.filter((number) => number !== null && !Number.isFinite(number))).toEqual([]);
      }
    },
  );
});

describe('a change of the index', () => {
  it('agrees with the golden vector', () => {
    const history = [...trials(8, 2, 1), ...trials(2, 30, 0), ...trials(5, 60, 1), ...trials(1, 70, 0), ...trials(6, 120, 1)];
    const only = (day: number) =>
      sideOf(
        perComponent((c) => (c === 'responsiveness' ? history.filter(({ d }) => d <= day) : [])),
        day,
        { policy: { ...NINETY, leastInformation: 1 } },
      );
    const change = scoreChange(only(TODAY - 45), only(TODAY));
    expect(change.from.components.responsiveness.observed).toBeCloseTo(0.904604, 6);
    expect(change.to.components.responsiveness.observed).toBeCloseTo(0.86067, 6);
    const { successes, trials: all } = change.to.components.responsiveness;
    expect((successes + 0.5) / (all + 1)).toBeCloseTo(0.847826, 6);
    expect(change.observedChange).toBeCloseTo(-4.3935, 4);
    expect(change.standardError).toBeCloseTo(9.4647, 4);
    expect(change).toMatchObject({ verdict: 'WITHIN_CHANCE', change: null, coverage: null });
  });

  const low: Policy = { ...NINETY, leastCoverage: 0.3 };
  const cut = (day: number) => perComponent((c) => COMPOSITE[c].filter(({ d }) => d <= day));
  const at = (day: number, policy = NINETY, priors = PRIORS) => sideOf(cut(day), day, { policy, priors });

  it('is its deltas and the coverage term; its parts are what faded, what happened and what the hospital did', () => {
    const [from, to] = [at(TODAY - 6, low), at(TODAY, low, { ...PRIORS, durability: 0.8 })];
    const change = scoreChange(from, to);
    expect(change.components.treatment).toMatchObject({ presence: 'GAINED', delta: 0, parts: null });
    expect(change.coverage).not.toBe(0);
    expect(change.change).toBeCloseTo(to.index.value! - from.index.value!, 10);
    const { faded, happened, hospital } = change.components.durability.parts!;
    expect(faded + happened + hospital).toBeCloseTo(change.components.durability.delta, 12);
    // Nothing happened to durability in these days: it faded, and the hospital's rate fell.
    expect([happened, hospital < 0, faded < 0]).toEqual([0, true, true]);
  });

  it('has no coverage term while the same components are kept', () =>
    expect(scoreChange(at(TODAY), sideOf(cut(TODAY), TODAY + 3)).coverage).toBe(0));

  it('counts what was taken back or told later at the moment at which it counts', () => {
    const durability = (n: number) => ({ ...COMPOSITE, durability: [{ d: TODAY - 10, s: n, n }] });
    const same = scoreChange(sideOf(durability(10), TODAY), sideOf(durability(10), TODAY));
    const more = scoreChange(sideOf(durability(10), TODAY), sideOf(durability(11), TODAY));
    expect([same.standardError, same.verdict]).toEqual([0, 'WITHIN_CHANCE']);
    expect(more.standardError).toBeGreaterThan(0);
    // Ten trials at both moments, of 1/11 and then 1/10 of the weight, and one of 1/11 at the earlier alone; p = 10.5/11, Σω = .70.
    const less = scoreChange(sideOf(durability(11), TODAY), sideOf(durability(10), TODAY));
    const weighedTwice = 10 * (1 / 10 - 1 / 11) ** 2 + (1 / 11) ** 2;
    expect(less.standardError).toBeCloseTo((100 * 0.15 * Math.sqrt((10.5 / 11) * (0.5 / 11) * weighedTwice)) / 0.7, 10);
  });

  it('is within chance while nothing happens, however the weights that faded were rounded', () => {
    const later = Array.from({ length: 60 }, (_, days) => sideOf(cut(TODAY), TODAY + days));
    expect(later.map((side) => scoreChange(later[0]!, side).verdict)).toEqual(later.map(() => 'WITHIN_CHANCE'));
  });

  it('is not judged where no component is kept on both sides', () =>
    expect(scoreChange(at(TODAY - 400), at(TODAY))).toMatchObject({ verdict: 'NOT_JUDGED', parts: null, change: null }));

  it('refuses two policies', () =>
    expect(() => scoreChange(at(TODAY), at(TODAY, { ...NINETY, weights: perComponent(() => 1) }))).toThrow(RangeError));
});
