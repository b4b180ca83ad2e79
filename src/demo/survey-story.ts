import * as c from '../domain/survey/commands.js';
import { OWN_INSTRUMENT } from '../domain/survey/decider.js';
import { peopleOf } from './hospital.js';
import type { Pair } from './pairs.js';
import type { Period } from './period.js';
import type { Random } from './random.js';
import { DAY, later, Story } from './story.js';

export const surveyIdOf = ({ teamId, departmentId }: Pair, { index }: Period) => `demo-survey-${teamId}-${departmentId}-${index}`;

/** A department is asked about a team: some answer, a few leave a question out, one may think better of it. */
export function survey(demo: string, pair: Pair, period: Period, end: string, random: Random): Story {
  const { teamId, departmentId } = pair;
  const surveyId = surveyIdOf(pair, period);
  const { kind } = pair.character(period.passed);
  const eligible = Math.min(24, peopleOf(departmentId));
  const story = new Story(`${demo}.${surveyId}`, end, pair);
  const { instrumentId, items } = OWN_INSTRUMENT;
  const { from, until } = period;
  story.tell(c.OpenSurvey, later(from, DAY), { surveyId, instrumentId, departmentId, teamId, from, until, eligible });
  // Other pseudonyms than in tickets: an answer cannot be tied to who asked for help.
  const respondentRefs = Array.from({ length: eligible }, (_, place) => `${surveyId}-${place + 1}`);
  story.tell(c.InviteToSurvey, later(from, 2 * DAY), { surveyId, respondentRefs });
  const answering = respondentRefs.filter(() => random.chance(0.6));
  for (const [place, respondentRef] of answering.entries()) {
    const answers = items.map(({ itemId, points, reversed }) => {
      if (random.chance(0.06)) return { itemId, notApplicable: true };
      const good = random.chance(kind) ? random.pick([4, 5]) : random.pick([1, 2, 3]);
      return { itemId, value: reversed ? points + 1 - good : good };
    });
    story.tell(c.SubmitSurveyResponse, later(from, (3 + place * 0.5) * DAY), {
      surveyId,
      respondentRef,
      answers,
      actor: { kind: 'REQUESTER', ref: respondentRef },
    });
  }
  const [first] = answering;
  if (first !== undefined && random.chance(0.1))
    story.tell(c.WithdrawSurveyResponse, later(from, 18 * DAY), {
      surveyId,
      respondentRef: first,
      actor: { kind: 'REQUESTER', ref: first },
    });
  story.tell(c.CloseSurvey, later(from, 20 * DAY), { surveyId });
  return story;
}
