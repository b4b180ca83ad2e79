import { type Component, COMPONENTS } from '../../domain/components.js';
import { type RelationshipIndex, type ScoredComponent, scoreInterval } from '../../measures/score.js';
import type { JoinedRelationship } from '../../queries/relationship/joined-relationship.js';
import type { MaybePromise } from '../../queries/memoize.js';
import type { Moment } from '../moment.js';
import { upper } from './score.types.js';
import type { ScoreBasis } from '../../queries/score/score-basis.js';
import type { Scores } from '../../queries/score/scores.js';

/** A component's number, with the data that its interval and its evidence are computed from. */
export interface ScoreComponentNode {
  readonly scored: ScoredComponent;
  readonly name: Component;
  /** The relationships whose trials it counts. */
  readonly relationshipIds: readonly string[];
  readonly asOf: string;
  readonly moment: Moment;
}

/** A relationship index as the API shows it. */
export function toScore(
  { relationshipId, mergedFrom }: Pick<JoinedRelationship, 'relationshipId' | 'mergedFrom'>,
  index: RelationshipIndex,
  asOf: string,
  moment: Moment,
) {
  const about = { relationshipIds: [relationshipId, ...mergedFrom], asOf, moment };
  const { components, weakest, ...numbers } = index;
  const interval = scoreInterval(index);
  return {
    ...numbers,
    asOf,
    low: interval && Math.max(0, interval.low),
    high: interval && Math.min(100, interval.high),
    weakest: weakest && upper(weakest),
    components: COMPONENTS.map((name) => ({ ...shown(components[name]), ...about, name, scored: components[name] })),
  };
}

/** If too few people spoke, only the amount of information is shown. */
function shown({ component, state, successes, trials, observed, value, prior, ...numbers }: ScoredComponent) {
  const { information, weight, kept, contribution } = numbers;
  const said = state === 'SHOWN' ? { successes, trials, observed, value } : NOTHING;
  return { component: upper(component), state, ...said, information, weight, kept, contribution, organisationRate: prior };
}
const NOTHING = { successes: null, trials: null, observed: null, value: null };

/** The basis of all scores and counts at a moment of event time; computed once for all fields that ask for it. */
export const basisOf = (scores: Scores, moment: Moment, asOf: string): MaybePromise<ScoreBasis> =>
  moment.memoise('basis', asOf, () => scores.basis(moment.reader, asOf));
