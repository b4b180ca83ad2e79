import { describe, expect, it } from '@jest/globals';
import { componentScore } from '../../../src/measures/score/component-score.js';
import { COMPONENTS, perComponent } from '../../../src/measures/score/components.js';
import { organisationRate } from '../../../src/measures/score/organisation-rate.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/measures/score/policy.js';
import { policyFaults } from '../../../src/measures/score/policy-faults.js';
import { serviceRelationshipIndex } from '../../../src/measures/score/relationship-index.js';
import { scoreChange } from '../../../src/measures/score/score-change.js';

const TODAY = 20_000;
/** `count` trials of one age and outcome. */
const trials = (count: number, age: number, s: 0 | 1) => Array.from({ length: count }, () => ({ d: TODAY - age, s, n: 1 }));
const PRIORS = { reliability: 0.85, responsiveness: 0.8, durability: 0.92, treatment: 0.88, transparency: 0.7, engagement: 0.6 };
// The composite of domain.md, 3.2, computed there independently of this code.
const COMPOSITE = {
  reliability: [5, 20, 60, 100, 200, 300].flatMap((age) => trials(1, age, age === 60 ? 0 : 1)),
  responsiveness: [...trials(8, 2, 1), ...trials(2, 30, 0)],
  durability: [...trials(9, 10, 1), ...trials(1, 50, 0)],
  treatment: [...trials(5, 1, 1), ...trials(1, 15, 0)],
  transparency: [...trials(4, 7, 1), ...trials(4, 7, 0)],
  engagement: trials(2, 40, 1),
};
const indexOn = (day: number, policy: Policy = DEFAULT_POLICY) =>
  serviceRelationshipIndex(
    perComponent((c) => componentScore(COMPOSITE[c], day, PRIORS[c], policy)),
    policy,
  );

describe('the Service Relationship Index', () => {
  const index = indexOn(TODAY);

  it('agrees with the composite golden vector', () => {
    expect(index.state).toBe('SCORED');
    expect(index.value).toBeCloseTo(81.3952, 4);
    expect(index.standardError).toBeCloseTo(4.421, 4);
    expect(index.coverage).toBeCloseTo(0.7, 12);
    expect(index.components.reliability.effectiveN).toBeCloseTo(4.4707, 4);
    expect(COMPONENTS.filter((c) => !index.components[c].kept)).toEqual(['reliability', 'engagement']);
    const contributions = [0, 17.4793, 19.7601, 31.0037, 13.1521, 0];
    COMPONENTS.forEach((c, place) => expect(index.components[c].contribution).toBeCloseTo(contributions[place]!, 4));
    expect(index.weakest).toBe('transparency');
    expect(index.formulaVersion).toBe('sri-1');
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

  it('gives no number where too little is measured', () => {
    const before = indexOn(TODAY - 20);
    expect(before).toMatchObject({ state: 'INSUFFICIENT_DATA', value: null, standardError: null, weakest: null });
    expect(COMPONENTS.map((c) => before.components[c].contribution)).toEqual([null, null, null, null, null, null]);
  });

  it('takes thresholds as met when only rounding misses them', () => {
    const five = componentScore(trials(5, 33, 1), TODAY, 0.5, DEFAULT_POLICY);
    expect(five.enough).toBe(true);
    const four = componentScore(trials(4, 33, 1), TODAY, 0.5, DEFAULT_POLICY);
    expect(four.enough).toBe(false);
    // .20 + .15 + .25 of the weight: a coverage of exactly .6.
    const kept = ['reliability', 'durability', 'treatment'];
    const part = serviceRelationshipIndex(
      perComponent((c) => (kept.includes(c) ? five : four)),
      DEFAULT_POLICY,
    );
    expect(part.state).toBe('SCORED');
  });

  it('is defined without any trial', () => {
    const none = componentScore([], TODAY, 0.5, { ...DEFAULT_POLICY, priorStrength: 0 });
    expect(none).toMatchObject({ trials: 0, effectiveN: 0, raw: null, decayed: null, low: null, high: null, shrunken: 0.5 });
    expect(organisationRate([], TODAY, DEFAULT_POLICY)).toEqual({ rate: 0.5, known: false });
    expect(
      organisationRate(
        [
          { d: TODAY - 90, s: 1, n: 1 },
          { d: TODAY, s: 0, n: 1 },
        ],
        TODAY,
        DEFAULT_POLICY,
      ).rate,
    ).toBeCloseTo(1 / 3, 12);
  });

  it('says what makes a policy unusable', () => {
    expect(policyFaults(DEFAULT_POLICY)).toEqual([]);
    expect(policyFaults({ ...DEFAULT_POLICY, halfLifeDays: 0, minCoverage: Number.NaN })).toHaveLength(2);
  });
});

describe('a change of the index', () => {
  it('is its deltas and the coverage term', () => {
    const policy = { ...DEFAULT_POLICY, minCoverage: 0.3 };
    const [from, to] = [indexOn(TODAY - 6, policy), indexOn(TODAY, policy)];
    const change = scoreChange(from, to);
    expect(change.components.treatment.presence).toBe('GAINED');
    expect(change.components.treatment.delta).toBe(0);
    expect(change.coverage).not.toBe(0);
    expect(change.change).toBeCloseTo(to.value! - from.value!, 10);
    expect(scoreChange(to, from).coverage).toBeCloseTo(-change.coverage!, 10);
  });
  it('has no coverage term while the same components are kept', () =>
    expect(scoreChange(indexOn(TODAY), indexOn(TODAY + 3)).coverage).toBe(0));
  it('is none where a side has no number', () =>
    expect(scoreChange(indexOn(TODAY - 20), indexOn(TODAY))).toMatchObject({ state: 'INSUFFICIENT_DATA', change: null }));
  it('refuses two policies', () =>
    expect(() => scoreChange(indexOn(TODAY), indexOn(TODAY, { ...DEFAULT_POLICY, weights: perComponent(() => 1) }))).toThrow(
      RangeError,
    ));
});
