import { describe, it } from 'vitest';
import * as c from '../../../src/domain/interaction/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const on = { interactionId: 'i1' };
const START = { ...on, teamId: 'desk', departmentId: 'radiology', channel: 'PHONE', direction: 'FROM_DEPARTMENT' } as const;
const started = HOSPITAL.given(tell(c.StartInteraction, START));
const feedback = (respondentRef: string, more: object = {}) =>
  tell(c.GiveInteractionFeedback, {
    ...on,
    respondentRef,
    treatment: 5,
    actor: { kind: 'REQUESTER', ref: respondentRef },
    ...more,
  });
const end = (outcome: 'RESOLVED' | 'INFORMED') => tell(c.EndInteraction, { ...on, outcome, nextStepAgreed: true });

describe('an interaction', () => {
  it('starts once', () => {
    HOSPITAL.when(tell(c.StartInteraction, START)).then(['InteractionStarted', { participants: [] }]);
    started.when(tell(c.StartInteraction, START)).thenNothing();
    started.when(tell(c.StartInteraction, { ...START, channel: 'CHAT' })).thenRefused('ALREADY_EXISTS');
    started.when(tell(c.StartInteraction, { ...START, occurredAt: '2026-03-02T09:00:00.000Z' })).thenRefused('ALREADY_EXISTS');
    HOSPITAL.when(end('RESOLVED')).thenRefused('NOT_FOUND');
  });
  it('ends once, in one way', () => {
    started.given(end('RESOLVED')).when(end('RESOLVED')).thenNothing();
    started.given(end('RESOLVED')).when(end('INFORMED')).thenRefused('ILLEGAL_MOVE');
  });
  it('is passed to another team, not to the one that has it', () => {
    const transfer = (toTeamId: string, warm: boolean, more: object = {}) =>
      tell(c.TransferInteraction, { ...on, toTeamId, warm, ...more });
    const passed = started.given(transfer('network', true));
    passed.when(transfer('network', true)).thenNothing();
    passed.when(transfer('network', false)).thenRefused('ILLEGAL_MOVE');
    passed.when(transfer('network', true, { occurredAt: '2026-03-02T09:00:00.000Z' })).thenRefused('ILLEGAL_MOVE');
    passed.when(transfer('network', false, HISTORY)).thenNothing();
    started.when(transfer('desk', true)).thenRefused('ILLEGAL_MOVE');
  });
  it('has its concerns addressed after they were raised', () => {
    const raise = { ...on, concernId: 'c1', about: 'IT', theme: 'silence', occurredAt: '2026-03-02T10:00:00.000Z' } as const;
    const raised = started.given(tell(c.RaiseConcern, raise));
    const address = (occurredAt: string, more: object = {}) =>
      tell(c.AddressConcern, { ...on, concernId: 'c1', occurredAt, ...more });
    raised.when(address('2026-03-02T11:00:00.000Z')).then(['ConcernAddressed']);
    raised.when(address('2026-03-02T09:00:00.000Z')).thenRefused('INVALID_INPUT', 'occurredAt');
    raised.when(address('2026-03-02T09:00:00.000Z', HISTORY)).then(['ConcernAddressed']);
  });
  it('belongs to the team that it was passed to', () => {
    const transfer = tell(c.TransferInteraction, { ...on, toTeamId: 'network', warm: true });
    started.when(transfer).then(['InteractionTransferred', { fromTeamId: 'desk', toTeamId: 'network', teamId: 'network' }]);
    started
      .given(transfer)
      .when(end('RESOLVED'))
      .then(['InteractionEnded', { teamId: 'network' }]);
    started.given(end('RESOLVED')).when(transfer).thenRefused('ILLEGAL_MOVE');
  });
  it('says when it is passed on since when it goes on, and how many have answered', () => {
    const transfer = tell(c.TransferInteraction, {
      ...on,
      toTeamId: 'network',
      warm: true,
      occurredAt: '2026-03-02T09:00:00.000Z',
    });
    const startedAt = '2026-03-02T08:00:00.000Z';
    started.when(transfer).then(['InteractionTransferred', { startedAt, responses: 0 }]);
    started
      .given(feedback('p1'), feedback('p2'))
      .when(transfer)
      .then(['InteractionTransferred', { startedAt, responses: 2 }]);
  });
  it('is linked to a ticket that was logged', () => {
    started.when(tell(c.LinkInteractionToTicket, { ...on, ticketId: 't9' })).thenRefused('NOT_REGISTERED', 'ticketId');
  });
});

describe('the end of a contact', () => {
  it('is told once: the same again is so already, anything else is refused', () => {
    const ended = started.given(end('RESOLVED'));
    ended.when(end('RESOLVED')).thenNothing();
    ended.when(end('INFORMED')).thenRefused('ILLEGAL_MOVE');
    for (const other of [{ durationSec: 60 }, { nextStepAgreed: false }, { occurredAt: '2026-03-02T09:00:00.000Z' }]) {
      ended.when(tell(c.EndInteraction, { ...end('RESOLVED'), ...other })).thenRefused('ILLEGAL_MOVE');
    }
  });
});

describe('feedback', () => {
  it('is taken while the contact goes on, and counts who answered before', () => {
    started.when(feedback('p1')).then(['InteractionFeedbackGiven', { earlierResponses: 0, factors: [] }]);
    started
      .given(feedback('p1'))
      .when(feedback('p2'))
      .then(['InteractionFeedbackGiven', { earlierResponses: 1 }]);
  });
  it('says whether the matter was solved only where the respondent said so', () => {
    const ended = started.given(end('RESOLVED'));
    ended.when(feedback('p1')).then(['InteractionFeedbackGiven', { resolvedAtTime: undefined }]);
    ended.when(feedback('p1', { resolvedAtTime: false })).then(['InteractionFeedbackGiven', { resolvedAtTime: false }]);
  });
  it('is given once by each, also in history, and never by IT staff', () => {
    started
      .given(feedback('p1'))
      .when(feedback('p1', { treatment: 1 }))
      .thenRefused('FEEDBACK_ALREADY_GIVEN');
    started.given(feedback('p1')).when(feedback('p1', HISTORY)).thenRefused('FEEDBACK_ALREADY_GIVEN');
    started.when(feedback('p1', { actor: { kind: 'IT_STAFF', ref: 'p1' } })).thenRefused('SELF_RATING');
    started.when(feedback('p1', { actor: { kind: 'SYSTEM', ref: 'api' } })).thenRefused('INVALID_INPUT', 'actor');
  });
  it('cannot come before the contact, unless it is history', () => {
    const before = { occurredAt: '2026-03-01T08:00:00.000Z' };
    started.when(feedback('p1', before)).thenRefused('INVALID_INPUT', 'occurredAt');
    started.when(feedback('p1', { ...before, ...HISTORY })).then(['InteractionFeedbackGiven']);
  });
  it('meets one guess of each of IT', () => {
    const guess = (expectedTreatmentRating: number, kind: 'IT_STAFF' | 'REQUESTER' | 'SYSTEM' = 'IT_STAFF') =>
      tell(c.SelfAssessInteraction, { ...on, byRef: 'p1', expectedTreatmentRating, actor: { kind, ref: 'p1' } });
    for (const other of ['REQUESTER', 'SYSTEM'] as const) started.when(guess(4, other)).thenRefused('INVALID_INPUT', 'actor');
    started.given(guess(4)).when(guess(4)).thenNothing();
    started.given(guess(4)).when(guess(5)).thenRefused('ILLEGAL_MOVE');
  });
});

describe('a concern', () => {
  const raise = tell(c.RaiseConcern, { ...on, concernId: 'constructor', about: 'IT' });
  const address = tell(c.AddressConcern, { ...on, concernId: 'constructor' });
  it('is raised before it is addressed, each once', () => {
    started.when(address).thenRefused('NOT_FOUND');
    started.given(raise).when(raise).thenNothing();
    started
      .given(raise)
      .when(address)
      .then(['ConcernAddressed', { raisedAt: '2026-03-02T08:00:00.000Z' }]);
    started.given(raise, address).when(address).thenNothing();
    started
      .given(raise, address)
      .when(tell(c.AddressConcern, { ...address, commentRef: 'c2' }))
      .thenRefused('ILLEGAL_MOVE');
  });
});
