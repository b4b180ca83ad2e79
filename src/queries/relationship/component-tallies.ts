import { wilson } from '../../measures/proportions/wilson.js';
import { COMPONENTS, type Component } from '../../measures/score/components.js';
import { onceFor } from '../once-for.js';
import type { ScoreBasis } from '../score/score-basis.js';
import type { JoinedRelationship } from './joined-relationship.js';

/** What counted and how often it went well: a plain proportion with its interval, before any weighting. */
export interface ComponentTally {
  readonly component: Uppercase<Component>;
  readonly successes: number;
  readonly trials: number;
  /** successes / trials; null without trials. */
  readonly raw: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Each component's trials that count at the moment of the basis: the counts that its scores rest on. */
export const componentTallies = onceFor((relationship: JoinedRelationship, basis: ScoreBasis): readonly ComponentTally[] =>
  COMPONENTS.map((component) => {
    const { successes, trials } = counted(relationship, basis, component);
    const interval = wilson(successes, trials);
    return {
      component: component.toUpperCase() as Uppercase<Component>,
      successes,
      trials,
      raw: trials === 0 ? null : successes / trials,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  }),
);

/** What is counted of a relationship beside the trials of its score, up to the moment of the basis. */
export const relationshipCounts = onceFor((relationship: JoinedRelationship, basis: ScoreBasis) => ({
  resolutions: counted(relationship, basis, 'resolutions').trials,
  interactions: counted(relationship, basis, 'interactions').trials,
}));

function counted(relationship: JoinedRelationship, basis: ScoreBasis, what: Parameters<ScoreBasis['tallies']>[1]) {
  let [successes, trials] = [0, 0];
  for (const { s, n } of basis.tallies(relationship, what)) {
    successes += s;
    trials += n;
  }
  return { successes, trials };
}
