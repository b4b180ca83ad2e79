import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { wilson } from '../../measures/proportions/wilson.js';
import { COMPONENTS, type Component } from '../../measures/score/components.js';
import { onceFor } from '../once-for.js';
import type { ScoreBasis } from '../score/score-basis.js';

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

/** Each component's trials whose verdict had been given at the moment of the basis: the counts that its scores rest on. */
export const componentTallies = onceFor((relationship: RelationshipDocument, basis: ScoreBasis): readonly ComponentTally[] =>
  COMPONENTS.map((component) => {
    let [successes, trials] = [0, 0];
    for (const { s, n } of basis.tallies(relationship, component)) {
      successes += s;
      trials += n;
    }
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
