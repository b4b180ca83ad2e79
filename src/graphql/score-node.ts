import { COMPONENTS, type Component } from '../measures/score/components.js';
import type { RelationshipIndex } from '../measures/score/relationship-index.js';
import type { JoinedRelationship } from '../queries/relationship/joined-relationship.js';
import { lowerBound, upperBound } from '../queries/score/score-interval.js';
import type { Moment } from './moment.js';
import { upper } from './types/component.js';

/** A component's number on its way to the client, with all that its evidence is found by. */
export interface ScoreComponentNode {
  readonly name: Component;
  /** Those whose trials it counts. */
  readonly relationshipIds: readonly string[];
  readonly asOf: string;
  readonly moment: Moment;
}

/** An index as the API shows it. */
export function toScore(
  { relationshipId, mergedFrom }: Pick<JoinedRelationship, 'relationshipId' | 'mergedFrom'>,
  index: RelationshipIndex,
  asOf: string,
  moment: Moment,
) {
  const relationshipIds = [relationshipId, ...mergedFrom];
  const { state, value, standardError, coverage, weakest, equalWeightsValue, formulaVersion, policy, components } = index;
  return {
    state,
    asOf,
    value,
    standardError,
    low: lowerBound(index),
    high: upperBound(index),
    coverage,
    weakest: weakest && upper(weakest),
    equalWeightsValue,
    formulaVersion,
    policy,
    components: COMPONENTS.map((name) => {
      const { prior, ...numbers } = components[name];
      return { ...numbers, component: upper(name), organisationRate: prior, name, relationshipIds, asOf, moment };
    }),
  };
}
