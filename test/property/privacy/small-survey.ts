import fc from '../../support/properties.js';
import * as s from '../../../src/domain/survey/events.js';
import { dayAt, type Known, type Telling } from './telling.js';

export const SURVEY = 'S1';
const ITEMS = ['honest', 'patient'];
const about = { surveyId: SURVEY, instrumentId: 'pulse', departmentId: 'icu', teamId: 'desk' };
const period = { from: dayAt(0), until: dayAt(30) };
const known = (recorded: number, fact: Known['fact']): Known => ({ stream: `survey-${SURVEY}`, day: recorded, recorded, fact });

interface Answering {
  readonly who: number;
  readonly items: readonly string[];
  readonly takenBack: boolean;
}
const answering: fc.Arbitrary<Answering> = fc.record({
  who: fc.nat(8),
  items: fc.oneof({ weight: 3, arbitrary: fc.constant(ITEMS) }, fc.subarray(ITEMS)),
  takenBack: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
});

/** A survey that closes at some time: some answers come, and some are taken back, only after that. */
export const surveyed = fc
  .record({
    answers: fc.uniqueArray(answering, { minLength: 3, maxLength: 9, selector: ({ who }) => who }),
    closedOn: fc.integer({ min: 2, max: 22 }),
  })
  .map(({ answers, closedOn }): { readonly tellings: readonly Telling[]; readonly frame: readonly Known[] } => {
    const items = ITEMS.map((itemId) => ({ itemId, points: 5, reversed: false, positiveFrom: 4 }));
    const composites = [{ compositeId: 'both', name: 'Both', itemIds: ITEMS }];
    return {
      frame: [
        known(1, s.SurveyOpened({ ...about, ...period, eligible: 9, items, composites })),
        known(closedOn, s.SurveyClosed({ ...about, ...period, eligible: 9, invited: 9, responses: answers.length })),
      ],
      tellings: answers.map((answer, place) => telling(answer, place, answers)),
    };
  });

/** One answers a day, from day 2 on; those who take it back do so ten days later. */
function telling({ who, items, takenBack }: Answering, place: number, all: readonly Answering[]): Telling {
  const respondentRef = `s${who}`;
  const given = place + 2;
  const taken = given + 10;
  const standing = (day: number) => all.filter((one, index) => index + 2 <= day && !(one.takenBack && index + 12 <= day)).length;
  return {
    respondentRef,
    departmentId: about.departmentId,
    teamId: about.teamId,
    questions: items.length,
    tell: (well) => {
      const answers = items.map((itemId, n) => ({ itemId, value: well[n] ? 5 : 1, positive: well[n]! }));
      const said = { ...about, ...period, respondentRef, answers };
      return [
        known(given, s.SurveyResponseSubmitted({ ...said, responses: standing(given) })),
        ...(takenBack ? [known(taken, s.SurveyResponseWithdrawn({ ...said, responses: standing(taken) }))] : []),
      ];
    },
  };
}
