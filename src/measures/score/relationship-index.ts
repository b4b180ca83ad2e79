import type { ComponentScore } from './component-score.js';
import { COMPONENTS, type Component, perComponent, type PerComponent } from './components.js';
import { FORMULA_VERSION, type Policy } from './policy.js';
import { reaches } from '../rounding/reaches.js';

/** A component and its part in the index. */
export interface ScoredComponent extends ComponentScore {
  readonly component: Component;
  /** ω of the policy. */
  readonly weight: number;
  /** Whether it is in the index: it has a weight and enough effective trials. */
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
  /** The kept component with the lowest shrunken value: a good mean must not hide one failure. */
  readonly weakest: Component;
  /** The value if every kept component counted the same: how much of it is the policy's choice. */
  readonly equalWeightsValue: number;
}
/** Too little is measured for any number to stand for the whole. */
export interface InsufficientData extends Measured {
  readonly state: 'INSUFFICIENT_DATA';
  readonly value: null;
  readonly standardError: null;
  readonly weakest: null;
  readonly equalWeightsValue: null;
}
export type RelationshipIndex = Scored | InsufficientData;

/**
 * The Service Relationship Index of one relationship on one day (domain.md, 3.2, steps 3 to 8): the weighted mean of its components' shrunken
 * proportions, over those with enough trials, times 100. The value is the sum of the contributions, in the components' order, and nothing else.
 */
export function serviceRelationshipIndex(scores: PerComponent<ComponentScore>, policy: Policy): RelationshipIndex {
  const weightOf = (component: Component): number => policy.weights[component];
  const kept = COMPONENTS.filter((component) => weightOf(component) > 0 && scores[component].enough);
  const keptWeight = sum(kept.map(weightOf));
  const coverage = kept.length > 0 ? Math.min(1, keptWeight / sum(COMPONENTS.map(weightOf))) : 0;
  const given = kept.length > 0 && reaches(coverage, policy.minCoverage);

  const components = perComponent((component): ScoredComponent => {
    const inIndex = kept.includes(component);
    const contribution = inIndex ? (100 * weightOf(component) * scores[component].shrunken) / keptWeight : 0;
    const weight = weightOf(component);
    return { ...scores[component], component, weight, kept: inIndex, contribution: given ? contribution : null };
  });
  const measured = { coverage, components, formulaVersion: FORMULA_VERSION, policy };
  if (!given) {
    return { state: 'INSUFFICIENT_DATA', value: null, standardError: null, weakest: null, equalWeightsValue: null, ...measured };
  }
  return {
    state: 'SCORED',
    value: sum(COMPONENTS.map((component) => components[component].contribution!)),
    standardError: (100 * Math.sqrt(sum(kept.map((c) => weightOf(c) ** 2 * scores[c].variance)))) / keptWeight,
    weakest: kept.reduce((weakest, c) => (scores[c].shrunken < scores[weakest].shrunken ? c : weakest)),
    equalWeightsValue: (100 * sum(kept.map((c) => scores[c].shrunken))) / kept.length,
    ...measured,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
