import { type Component, COMPONENTS, perComponent, type PerComponent } from '../domain/components.js';
import { FORMULA_VERSION, type Policy } from './policy.js';
import { betaInterval, type Interval, reaches, Z95 } from './proportions.js';
import { type DecayedSums, type Sums } from './tallies.js';

/**
 * The Service Relationship Index `sri-2` (docs/measures.md, "The index"). A ranking of all relationships and the detailed answer about one are
 * these same functions; a ranking leaves what it does not order by, and the quantiles of a component's interval are left until somebody looks
 * at them.
 */

/** What is known of a component's rate: Beta(alpha, beta), the organisation's rate weighed in as `m` trials. */
export interface Posterior {
  readonly alpha: number;
  readonly beta: number;
  /** Its mean, 0 to 1: what is scored. */
  readonly value: number;
  readonly variance: number;
}

/** @param prior p0, the organisation's rate @param strength m, in trials */
export function posterior({ good, information }: Sums, prior: number, strength: number): Posterior {
  const alpha = good + strength * prior;
  // A weighted mean of ones may come out an ulp above 1.
  const beta = Math.max(0, information - good + strength * (1 - prior));
  const value = alpha + beta > 0 ? alpha / (alpha + beta) : prior;
  return { alpha, beta, value, variance: (value * (1 - value)) / (information + strength + 1) };
}

/**
 * The 95 % interval of a component's rate over its half-life-weighted past, given that the pair resembles the hospital. It says nothing of how
 * the last weeks differ from that: the chart does.
 */
export const componentInterval = ({ alpha, beta }: Pick<Posterior, 'alpha' | 'beta'>): Interval | null =>
  betaInterval(alpha, beta);

/** What a relationship brings to its index. */
export interface Evidence {
  readonly sums: PerComponent<DecayedSums>;
  /** Distinct people within the trials of treatment that count, whatever their age; from `smallestGroup` on the exact number does not matter. */
  readonly people: number;
}
/** What the index takes from outside the relationship. */
export interface Setting {
  /** p0 by component. */
  readonly priors: PerComponent<number>;
  readonly policy: Policy;
  /** Fewer people are not shown and not scored. */
  readonly smallestGroup: number;
}

/** A component and its part in the index. */
export interface ScoredComponent extends Posterior {
  readonly component: Component;
  /** SUPPRESSED: of too few people. It counts in the organisation's rate only, and nothing of it may be shown but that. */
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Undecayed counts: what the evidence lists. */
  readonly successes: number;
  readonly trials: number;
  readonly good: number;
  readonly information: number;
  /** good / information: no shrinkage. Null when nothing weighs. */
  readonly observed: number | null;
  /** p0. */
  readonly prior: number;
  readonly weight: number;
  /** Whether it is in the index: it has a weight, enough information and, for treatment, enough people. */
  readonly kept: boolean;
  /** Points of the index, 0 when not kept; null when no index is given. They add up to the value exactly. */
  readonly contribution: number | null;
}

interface Measured {
  /** Share of the weight that is kept, 0 to 1. */
  readonly coverage: number;
  readonly components: PerComponent<ScoredComponent>;
  readonly formulaVersion: string;
  readonly policy: Policy;
}
export interface Scored extends Measured {
  readonly state: 'SCORED';
  /** 0 to 100. */
  readonly value: number;
  /** Points. Takes the components for independent of each other, which they are not quite. */
  readonly standardError: number;
  /** The kept component with the lowest value: a good mean must not hide one failure. */
  readonly weakest: Component;
  /** The value if every kept component counted the same: how much of it is the policy's choice. */
  readonly equalWeightsValue: number;
  /** The same mean of what was observed, 0 to 100: no shrinkage. */
  readonly observedScore: number;
}
/** Too little is measured for any number to stand for the whole. */
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

/** The components that are in the index, in their order, and what they weigh together. */
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

/** Of the components in their order, without a list of them: a ranking adds up thousands. */
function sumOf(components: readonly Component[], number: (component: Component) => number): number {
  let total = 0;
  for (const component of components) total += number(component);
  return total;
}

const posteriorOf = (component: Component, { sums }: Evidence, { priors, policy }: Setting): Posterior =>
  posterior(sums[component], priors[component], policy.priorStrength[component]);

/** Points of the index. */
const contribution = (weight: number, value: number, keptWeight: number): number => (100 * weight * value) / keptWeight;

/** What an index says in two numbers; nulls where too little is measured. */
export type Score = Pick<RelationshipIndex, 'value' | 'standardError'>;

/** The two numbers of the index that order a ranking, and nothing of what it says beside them. */
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
 * The index of one relationship at a moment: the weighted mean of its kept components' values, times 100. The value is the sum of the
 * contributions, in the components' order, and nothing else.
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

/** The ends of a score's 95 % interval, value ∓ 1.96 SE, in points: as they order, not cut to 0 and 100. Null without a score. */
export function scoreInterval({ value, standardError }: Score): Interval | null {
  if (value === null || standardError === null) return null;
  return { low: value - Z95 * standardError, high: value + Z95 * standardError };
}

/**
 * ATTENTION: "surely not good" first, by the upper end ascending. BEST: "surely good" first, by the lower end descending. The lower end
 * ascending would put the uncertain first.
 */
export type ScoreOrder = 'ATTENTION' | 'BEST';

/** What a score is ordered by, ascending; null, without a number, comes last. */
export function orderKey(score: Score, order: ScoreOrder): number | null {
  const interval = scoreInterval(score);
  return interval && (order === 'ATTENTION' ? interval.high : -interval.low);
}
