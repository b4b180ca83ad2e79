import { describe, expect, it } from 'vitest';
import { surveysProjection } from '../../../projections/surveys/projection.js';
import * as s from '../../../src/domain/survey/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { DEPARTMENT, march } from './stories.js';

const about = { surveyId: 'S1', instrumentId: 'pulse', departmentId: DEPARTMENT };
const period = { from: march(1), until: march(31) };
const fact = (at: string, what: GivenEvent['fact']) => eventIn('survey-S1', at, what);
const composites = [{ compositeId: 'trust', name: 'Trust', itemIds: ['honest', 'blames'] }];
const opened = fact(
  march(2),
  s.SurveyOpened({
    ...about,
    ...period,
    eligible: 20,
    items: [
      { itemId: 'honest', points: 5, reversed: false, positiveFrom: 4 },
      { itemId: 'blames', points: 3, reversed: true, positiveFrom: 3 },
    ],
    composites,
  }),
);
type Answers = Parameters<typeof s.SurveyResponseSubmitted>[0]['answers'];
const submitted = (answers: Answers, responses: number) =>
  fact(march(3), s.SurveyResponseSubmitted({ ...about, ...period, respondentRef: `r${responses}`, answers, responses }));
const first: Answers = [
  { itemId: 'honest', value: 5, positive: true },
  { itemId: 'blames', value: 3, positive: false },
];
const second: Answers = [{ itemId: 'honest', notApplicable: true }];

const survey = (...facts: readonly GivenEvent[]) => documentOf(surveysProjection, 'S1', ...facts);
const [none, twoAnswers] = [survey(opened), survey(opened, submitted(first, 1), submitted(second, 2))];

describe('a survey', () => {
  it('opens with its questions, unanswered', () => {
    expect(none).toEqual({
      ...about,
      ...period,
      teamId: null,
      state: 'OPEN',
      openedAt: march(2),
      closedAt: null,
      eligible: 20,
      invited: 0,
      respondents: 0,
      items: [
        {
          itemId: 'honest',
          reversed: false,
          positiveFrom: 4,
          counts: [0, 0, 0, 0, 0],
          positive: 0,
          notApplicable: 0,
          missing: 0,
        },
        { itemId: 'blames', reversed: true, positiveFrom: 3, counts: [0, 0, 0], positive: 0, notApplicable: 0, missing: 0 },
      ],
      composites,
      actedOn: [],
    });
  });
  it('counts answers as ticked, and apart what was passed over or does not apply', () => {
    expect(twoAnswers).toMatchObject({
      respondents: 2,
      items: [
        { itemId: 'honest', counts: [0, 0, 0, 0, 1], positive: 1, notApplicable: 1, missing: 0 },
        { itemId: 'blames', counts: [0, 0, 1], positive: 0, notApplicable: 0, missing: 1 },
      ],
    });
  });
  it('keeps no respondent', () => {
    expect(JSON.stringify(twoAnswers)).not.toMatch(/r1|r2|respondentRef/);
  });
  it('forgets an answer that is taken back as if it had never been given', () => {
    const taken = fact(
      march(4),
      s.SurveyResponseWithdrawn({ ...about, ...period, respondentRef: 'r1', answers: first, responses: 1 }),
    );
    expect(survey(opened, submitted(first, 1), submitted(second, 2), taken)).toEqual(survey(opened, submitted(second, 1)));
  });
  it('is closed, with those invited, and says what was done about it', () => {
    const invited = fact(march(2), s.SurveyInvited({ ...about, respondentRefs: ['r1', 'r2'], invited: 2 }));
    const closed = fact(march(9), s.SurveyClosed({ ...about, ...period, eligible: 20, invited: 2, responses: 0 }));
    const acted = { feedbackIds: ['theme-1'], improvementId: 'I1', tellBackAt: march(30) };
    expect(survey(opened, invited, closed, fact(march(10), s.FeedbackActedOn({ ...about, ...acted })))).toMatchObject({
      state: 'CLOSED',
      closedAt: march(9),
      invited: 2,
      actedOn: [{ at: march(10), ...acted }],
    });
  });
  it('stands as it was when it closed, whatever history adds or takes back later', () => {
    const closed = fact(march(9), s.SurveyClosed({ ...about, ...period, eligible: 20, invited: 2, responses: 2 }));
    const taken = fact(
      march(4),
      s.SurveyResponseWithdrawn({ ...about, ...period, respondentRef: 'r1', answers: first, responses: 1 }),
    );
    const before = survey(opened, submitted(first, 1), submitted(second, 2), closed);
    expect(survey(opened, submitted(first, 1), submitted(second, 2), closed, submitted(first, 3), taken)).toEqual(before);
  });
  it('refuses a stream without its beginning', () => {
    expect(() => documentsOf(surveysProjection, submitted(first, 1))).toThrow('before the event that begins it');
  });
});
