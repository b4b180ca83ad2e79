import { describe, expect, it } from 'vitest';
import { RegisterInstrument } from '../../../src/domain/instrument.js';
import { ProposeImprovement } from '../../../src/domain/improvement/commands.js';
import * as c from '../../../src/domain/survey/commands.js';
import { OWN_INSTRUMENT } from '../../../src/domain/survey/decider.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const { instrumentId } = OWN_INSTRUMENT;
const PERIOD = { from: '2026-01-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z' };
const OPEN = { surveyId: 's1', instrumentId, departmentId: 'radiology', teamId: 'desk', ...PERIOD, eligible: 12 };
const registered = HOSPITAL.given(tell(RegisterInstrument, OWN_INSTRUMENT));
const opened = registered.given(tell(c.OpenSurvey, OPEN));
const on = { surveyId: 's1' };
type Answers = c.SubmitSurveyResponse['answers'];
const submit = (respondentRef: string, answers: Answers, more: object = {}) =>
  tell(c.SubmitSurveyResponse, { ...on, respondentRef, answers, ...more });
const good = [{ itemId: 'treated-well', value: 5 }];
const answered = opened.given(submit('r1', good));
const closed = answered.given(tell(c.CloseSurvey, on));

describe('an instrument', () => {
  const without = (change: object) => HOSPITAL.when(tell(RegisterInstrument, { ...OWN_INSTRUMENT, ...change }));
  it('is registered once and never changes', () => {
    registered.when(tell(RegisterInstrument, OWN_INSTRUMENT)).thenNothing();
    registered.when(tell(RegisterInstrument, { ...OWN_INSTRUMENT, licence: 'other' })).thenRefused('ALREADY_EXISTS');
  });
  it('asks something, once, that can be answered well, and reads together only what it asks', () => {
    const [first] = OWN_INSTRUMENT.items as [(typeof OWN_INSTRUMENT.items)[number]];
    without({ items: [] }).thenRefused('INVALID_INPUT', 'items', 'TOO_FEW');
    without({ items: [first, first], composites: [] }).thenRefused('INVALID_INPUT', 'items.1.itemId', 'TWICE');
    without({ items: [{ ...first, positiveFrom: 6 }], composites: [] }).thenRefused(
      'INVALID_INPUT',
      'items.0.positiveFrom',
      'OUT_OF_RANGE',
    );
    without({ items: [first] }).thenRefused('INVALID_INPUT', 'composites.0.itemIds.1', 'NOT_ONE_OF');
  });
  it('of our own reads every question in one composite', () => {
    const read = OWN_INSTRUMENT.composites.flatMap(({ itemIds }) => itemIds);
    expect([...read].sort()).toEqual(OWN_INSTRUMENT.items.map(({ itemId }) => itemId).sort());
  });
});

describe('a survey', () => {
  it('takes its questions along', () => {
    registered.when(tell(c.OpenSurvey, OPEN)).then(['SurveyOpened', { eligible: 12, items: OWN_INSTRUMENT.items }]);
    opened.when(tell(c.OpenSurvey, OPEN)).thenNothing();
    opened.when(tell(c.OpenSurvey, { ...OPEN, eligible: 13 })).thenRefused('ALREADY_EXISTS');
    opened.when(tell(c.OpenSurvey, { ...OPEN, occurredAt: PERIOD.until })).thenRefused('ALREADY_EXISTS');
    registered.when(tell(c.OpenSurvey, { ...OPEN, until: PERIOD.from })).thenRefused('INVALID_INPUT', 'until');
    HOSPITAL.when(tell(c.OpenSurvey, OPEN)).thenRefused('NOT_REGISTERED', 'instrumentId');
  });
  it('invites each person once', () => {
    const invite = (...respondentRefs: string[]) => tell(c.InviteToSurvey, { ...on, respondentRefs });
    opened.when(invite('r1', 'r2', 'r1')).then(['SurveyInvited', { respondentRefs: ['r1', 'r2'], invited: 2 }]);
    opened
      .given(invite('r1', 'r2'))
      .when(invite('r2', 'r3'))
      .then(['SurveyInvited', { respondentRefs: ['r3'], invited: 3 }]);
    opened.given(invite('r1')).when(invite('r1')).thenNothing();
  });
  it('counts what was answered when it closes', () => {
    answered.when(tell(c.CloseSurvey, on)).then(['SurveyClosed', { eligible: 12, invited: 0, responses: 1 }]);
    closed.when(tell(c.CloseSurvey, on)).thenNothing();
    const later = { occurredAt: '2026-03-09T08:00:00.000Z' };
    closed.when(tell(c.CloseSurvey, { ...on, ...later })).thenRefused('ILLEGAL_MOVE');
    closed.when(tell(c.CloseSurvey, { ...on, ...later, ...HISTORY })).then(['SurveyClosed']);
  });
});

describe('an answer', () => {
  it('is judged: a reversed question turned round, what does not apply left out', () => {
    const answers = [
      { itemId: 'treated-well', value: 4 },
      { itemId: 'trusted', value: 3 },
      { itemId: 'left-waiting', value: 2 },
      { itemId: 'keeps-word', notApplicable: true },
      { itemId: 'told-before' },
    ];
    opened.when(submit('r1', answers)).then([
      'SurveyResponseSubmitted',
      {
        responses: 1,
        answers: [
          { itemId: 'treated-well', value: 4, positive: true },
          { itemId: 'trusted', value: 3, positive: false },
          { itemId: 'left-waiting', value: 2, positive: true },
          { itemId: 'keeps-word', notApplicable: true },
          { itemId: 'told-before' },
        ],
      },
    ]);
  });
  it('is to a question that was asked, once, on its scale', () => {
    const refused = (
      answers: Answers,
      field: string,
      reason: 'TOO_FEW' | 'MISPLACED' | 'NOT_ONE_OF' | 'TWICE' | 'OUT_OF_RANGE',
    ) => opened.when(submit('r1', answers)).thenRefused('INVALID_INPUT', field, reason);
    refused([], 'answers', 'TOO_FEW');
    refused([{ itemId: 'trusted' }], 'answers', 'TOO_FEW');
    refused([{ itemId: 'trusted', value: 3, notApplicable: true }], 'answers.0.notApplicable', 'MISPLACED');
    refused([{ itemId: 'x', value: 1 }], 'answers.0.itemId', 'NOT_ONE_OF');
    refused([...good, ...good], 'answers.1.itemId', 'TWICE');
    refused([{ itemId: 'trusted', value: 6 }], 'answers.0.value', 'OUT_OF_RANGE');
  });
  it('is given once, by the department, while the survey is open', () => {
    answered.when(submit('r1', [])).thenRefused('FEEDBACK_ALREADY_GIVEN');
    answered.when(submit('r2', good)).then(['SurveyResponseSubmitted', { responses: 2 }]);
    opened.when(submit('r1', good, { actor: { kind: 'IT_STAFF', ref: 'p1' } })).thenRefused('SELF_RATING');
    closed.when(submit('r2', good)).thenRefused('ILLEGAL_MOVE');
    closed.when(submit('r2', good, HISTORY)).then(['SurveyResponseSubmitted']);
  });
  it('can be taken back with what it said, and given anew, until the survey is closed', () => {
    const withdraw = tell(c.WithdrawSurveyResponse, { ...on, respondentRef: 'r1' });
    answered.when(withdraw).then(['SurveyResponseWithdrawn', { responses: 0, answers: [{ ...good[0], positive: true }] }]);
    answered.given(withdraw).when(withdraw).thenNothing();
    answered
      .given(withdraw)
      .when(submit('r1', good))
      .then(['SurveyResponseSubmitted', { responses: 1 }]);
    closed.when(withdraw).thenRefused('ILLEGAL_MOVE');
  });
  it('is acted on by an improvement that exists, also after closing', () => {
    const act = tell(c.ActOnFeedback, { ...on, feedbackIds: ['trusted'], improvementId: 'i1', tellBackAt: PERIOD.until });
    const idea = tell(ProposeImprovement, {
      improvementId: 'i1',
      teamId: 'desk',
      departmentId: 'radiology',
      topic: 'x',
      origin: 'SURVEY',
    });
    closed.when(act).thenRefused('NOT_REGISTERED', 'improvementId');
    closed
      .given(idea)
      .when(act)
      .then(['FeedbackActedOn', { departmentId: 'radiology', improvementId: 'i1' }]);
    closed.given(idea, act).when(act).thenNothing();
  });
});
