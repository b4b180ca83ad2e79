import type { ScoreBasis } from '../queries/score/score-basis.js';
import type { Scores } from '../queries/score/scores.js';
import type { Arriving } from './arrivals.js';
import type { Moment } from './moment.js';

/** What all scores of a moment of event time rest on, and the plain counts as well: computed once for all fields that ask for it. */
export const basisOf = (scores: Scores, moment: Moment, asOf: string): Arriving<ScoreBasis> =>
  moment.once('basis', asOf, () => scores.basis(moment.reader, asOf));
