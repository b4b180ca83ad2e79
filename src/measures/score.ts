import { type Component, COMPONENTS, perComponent, type PerComponent } from '../domain/components.js';
import { FORMULA_VERSION, type Policy } from './policy.js';
import { betaInterval, type Interval, reaches, Z95 } from './proportions.js';
import { type DecayedSums, type Sums } from './tallies.js';

/**
 * The Service Relationship Index `sri-2` (docs/measures.md, "The index"). Rankings of all relationships and details of one use
 * the same functions. A ranking computes only what it sorts by (`relationshipScore`), and the costly quantiles of a component's
 * interval are computed on demand (`componentInterval`).
 */

/**
 * The posterior of a component's rate: Beta(alpha, beta). The prior is the organisation's rate, with the weight of `m` trials.
 */
export interface Posterior {
  readonly alpha: number;
  readonly beta: number;
  /** The posterior mean, 0 to 1: the component's value in the index. */
  readonly value: number;
  readonly variance: number;
}

/** @param prior p0, the organisation's rate @param strength m, in trials */
export function posterior({ good, information }: Sums, prior: number, strength: number): Posterior {
  const alpha = good + strength * prior;
  // `good` may exceed `information` by an ulp when every trial is a success.
  const beta = Math.max(0, information - good + strength * (1 - prior));
  const value = alpha + beta > 0 ? alpha / (alpha + beta) : prior;
  return { alpha, beta, value, variance: (value * (1 - value)) / (information + strength + 1) };
}

/**
 * The 95 % interval of a component's rate over its half-life-weighted past, under the prior that the pair resembles the
 * hospital. It does not show how the last weeks differ from that; the chart does.
 */
export const componentInterval = ({ alpha, beta }: Pick<Posterior, 'alpha' | 'beta'>): Interval | null =>
  betaInterval(alpha, beta);

/** A relationship's own input to its index. */
export interface Evidence {
  readonly sums: PerComponent<DecayedSums>;
  /**
   * Distinct people among the treatment trials that count, of any age. At or above `smallestGroup` the exact number does not
   * matter.
   */
  readonly people: number;
}
/** The input to the index from outside the relationship. */
export interface Setting {
  /** p0, the organisation's rate, by component. */
  readonly priors: PerComponent<number>;
  readonly policy: Policy;
  /** With fewer people, treatment is neither shown nor scored. */
  readonly smallestGroup: number;
}

/** A component and its share of the index. */
export interface ScoredComponent extends Posterior {
  readonly component: Component;
  /** SUPPRESSED: from too few people. It only counts towards the organisation's rate; none of its own numbers may be shown. */
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Undecayed counts, as the list of evidence shows them. */
  readonly successes: number;
  readonly trials: number;
  readonly good: number;
  readonly information: number;
  /** good / information, without shrinkage. Null when information is 0. */
  readonly observed: number | null;
  /** p0. */
  readonly prior: number;
  readonly weight: number;
  /** Whether it is part of the index: it has a weight, enough information and, for treatment, enough people. */
  readonly kept: boolean;
  /** Points of the index, 0 when not kept; null when the index has no value. The contributions add up to the value exactly. */
  readonly contribution: number | null;
}

interface Measured {
  /** Share of the total weight that the kept components have, 0 to 1. */
  readonly coverage: number;
  readonly components: PerComponent<ScoredComponent>;
  readonly formulaVersion: string;
  readonly policy: Policy;
}
export interface Scored extends Measured {
  readonly state: 'SCORED';
  /** 0 to 100. */
  readonly value: number;
  /** Points. Assumes independent components, which is not quite true. */
  readonly standardError: number;
  /** The kept component with the lowest value, so that a good mean does not hide a single failure. */
  readonly weakest: Component;
  /** The value with equal weights, which shows how much of the value is due to the policy's weights. */
  readonly equalWeightsValue: number;
  /** The same weighted mean of the observed shares, 0 to 100, without shrinkage. */
  readonly observedScore: number;
}
/** Too little is measured for the index to have a value. */
export interface InsufficientData extends Measured {
  readonly state: 'INSUFFICIENT_DATA';
  readonly value: null;
  readonly standardError: null;
  readonly weakest: null;
  readonly equalWeightsValue: null;
  readonly observedScore: null;
}
export type RelationshipIndex = Scored | InsufficientData;

const NO_NUMBER = {
  state: 'INSUFFICIENT_DATA',
  value: null,
  standardError: null,
  weakest: null,
  equalWeightsValue: null,
  observedScore: null,
} as const;

/** The kept components, in their order, and their total weight. */
function weighed({ sums, people }: Evidence, { policy, smallestGroup }: Setting) {
  const { weights } = policy;
  const isSuppressed = (component: Component) => component === 'treatment' && people < smallestGroup;
  const kept = COMPONENTS.filter(
    (component) =>
      weights[component] > 0 &&
      sums[component].information > 0 &&
      reaches(sums[component].information, policy.leastInformation) &&
      !isSuppressed(component),
  );
  const keptWeight = sumOf(kept, (component) => weights[component]);
  const allWeight = sumOf(COMPONENTS, (component) => weights[component]);
  const coverage = kept.length > 0 ? Math.min(1, keptWeight / allWeight) : 0;
  return { kept, keptWeight, coverage, isSuppressed, isGiven: kept.length > 0 && reaches(coverage, policy.leastCoverage) };
}

/** Adds up in the components' order, without allocating an array, because a ranking calls this thousands of times. */
function sumOf(components: readonly Component[], number: (component: Component) => number): number {
  let total = 0;
  for (const component of components) total += number(component);
  return total;
}

const posteriorOf = (component: Component, { sums }: Evidence, { priors, policy }: Setting): Posterior =>
  posterior(sums[component], priors[component], policy.priorStrength[component]);

/** A component's contribution to the index, in points. */
const contribution = (weight: number, value: number, keptWeight: number): number => (100 * weight * value) / keptWeight;

/** The index reduced to two numbers; nulls when too little is measured. */
export type Score = Pick<RelationshipIndex, 'value' | 'standardError'>;

/** Computes only the two numbers of the index that a ranking sorts by. */
export function relationshipScore(evidence: Evidence, setting: Setting): Score {
  const { kept, keptWeight, isGiven } = weighed(evidence, setting);
  if (!isGiven) return NO_NUMBER;
  const { weights } = setting.policy;
  let [value, variance] = [0, 0];
  for (const component of kept) {
    const posterior = posteriorOf(component, evidence, setting);
    value += contribution(weights[component], posterior.value, keptWeight);
    variance += weights[component] ** 2 * posterior.variance;
  }
  return { value, standardError: (100 * Math.sqrt(variance)) / keptWeight };
}

/**
 * The index of one relationship at a moment: the weighted mean of its kept components' values, times 100. The value is exactly
 * the sum of the contributions, added in the components' order.
 */
export function relationshipIndex(evidence: Evidence, setting: Setting): RelationshipIndex {
  const { kept, keptWeight, coverage, isSuppressed, isGiven } = weighed(evidence, setting);
  const { priors, policy } = setting;
  const { weights } = policy;
  const components = perComponent((component): ScoredComponent => {
    const { good, information } = evidence.sums[component];
    const posterior = posteriorOf(component, evidence, setting);
    const inIndex = kept.includes(component);
    const points = inIndex ? contribution(weights[component], posterior.value, keptWeight) : 0;
    return {
      component,
      state: isSuppressed(component) ? 'SUPPRESSED' : 'SHOWN',
      ...evidence.sums[component],
      observed: information > 0 ? Math.min(1, good / information) : null,
      ...posterior,
      prior: priors[component],
      weight: weights[component],
      kept: inIndex,
      contribution: isGiven ? points : null,
    };
  });
  const measured = { coverage, components, formulaVersion: FORMULA_VERSION, policy };
  const { value, standardError } = relationshipScore(evidence, setting);
  if (value === null || standardError === null) return { ...NO_NUMBER, ...measured };
  const meanOf = (number: (component: ScoredComponent) => number) =>
    (100 * sumOf(kept, (component) => weights[component] * number(components[component]))) / keptWeight;
  return {
    state: 'SCORED',
    value,
    standardError,
    weakest: kept.reduce((weakest, component) => (components[component].value < components[weakest].value ? component : weakest)),
    equalWeightsValue: (100 * sumOf(kept, (component) => components[component].value)) / kept.length,
    observedScore: meanOf(({ observed }) => observed!),
    ...measured,
  };
}

/**
 * A score's 95 % interval, value ∓ 1.96 SE, in points. Not clamped to 0 and 100, because it is used for sorting. Null without a
 * score.
 */
export function scoreInterval({ value, standardError }: Score): Interval | null {
  if (value === null || standardError === null) return null;
  return { low: value - Z95 * standardError, high: value + Z95 * standardError };
}

/**
 * ATTENTION: certainly poor scores first, by the upper end of the interval, ascending. BEST: certainly good scores first, by
 * the lower end, descending. Sorting by the lower end ascending would put uncertain scores first.
 */
export type ScoreOrder = 'ATTENTION' | 'BEST';

/** The ascending sort key of a score. Null for a relationship without a score, which comes last. */
export function orderKey(score: Score, order: ScoreOrder): number | null {
  const interval = scoreInterval(score);
  return interval && (order === 'ATTENTION' ? interval.high : -interval.low);
}
