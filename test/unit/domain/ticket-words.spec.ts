import { describe, it } from 'vitest';
import * as c from '../../../src/domain/ticket/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { ASSIGNED, LOGGED } from '../../support/hospital.js';

const on = { ticketId: 't1' };
const at = (time: string) => ({ occurredAt: `2026-03-02T${time}:00.000Z` });
const acknowledge = (time: string, more: object = {}) =>
  tell(c.AcknowledgeTicket, { ...on, byRef: 'p1', human: true, ...at(time), ...more });
const share = (time: string, more: object = {}) =>
  tell(c.ShareTicketUpdate, { ...on, visibility: 'DEPARTMENT', proactive: true, human: true, ...at(time), ...more });
const answered = ASSIGNED.given(acknowledge('08:10'));

describe('acknowledging', () => {
  it('by a person takes a new ticket up, and promises the next word where it says so', () => {
    const stated = { expectedNextUpdateBy: '2026-03-02T09:00:00.000Z' };
    ASSIGNED.when(acknowledge('08:10', stated)).then(['TicketAcknowledged', { from: 'NEW', ...stated }]);
    ASSIGNED.when(acknowledge('08:10')).then(['TicketAcknowledged', { expectedNextUpdateBy: undefined }]);
    answered.when(acknowledge('08:20')).then(['TicketAcknowledged', { from: 'IN_PROGRESS' }]);
  });
  it('by a machine takes nothing up and promises nothing', () => {
    const machine = { human: false };
    const confirmed = ASSIGNED.given(acknowledge('08:01', machine));
    confirmed.when(acknowledge('08:10')).then(['TicketAcknowledged', { from: 'NEW' }]);
    const promise = { expectedNextUpdateBy: '2026-03-02T09:00:00.000Z' };
    ASSIGNED.when(acknowledge('08:01', { ...machine, ...promise })).thenRefused('INVALID_INPUT', 'expectedNextUpdateBy');
  });
  it('is the answering team’s, is no news when it is said again, and needs a team', () => {
    ASSIGNED.when(acknowledge('08:10', { byTeamId: 'network' })).then(['TicketAcknowledged', { teamId: 'network' }]);
    answered.when(acknowledge('08:10')).thenNothing();
    LOGGED.when(acknowledge('08:10')).thenRefused('ILLEGAL_MOVE');
  });
});

describe('a word that the department sees', () => {
  it('takes a new ticket up when a person says it', () => {
    ASSIGNED.when(share('08:20')).then(['TicketUpdateShared', { from: 'NEW' }]);
    ASSIGNED.given(share('08:20'))
      .when(share('08:25'))
      .then(['TicketUpdateShared', { from: 'IN_PROGRESS' }]);
    for (const other of [{ visibility: 'INTERNAL' }, { human: false }]) {
      ASSIGNED.given(share('08:20', other))
        .when(share('08:25'))
        .then(['TicketUpdateShared', { from: 'NEW' }]);
    }
  });
});

describe('a promise of the next word', () => {
  it('is only what is stated: what a target makes due is worked out of the targets', () => {
    const stated = { nextUpdateBy: '2026-03-02T15:00:00.000Z' };
    answered.when(share('11:00', stated)).then(['TicketUpdateShared', stated]);
    answered.when(share('11:00')).then(['TicketUpdateShared', { nextUpdateBy: undefined }]);
  });
  it('is not given by a note, not even in history', () => {
    const note = { visibility: 'INTERNAL', nextUpdateBy: '2026-03-02T15:00:00.000Z' };
    answered.when(share('11:00', note)).thenRefused('INVALID_INPUT', 'nextUpdateBy');
    answered.when(share('11:00', { ...note, ...HISTORY })).then(['TicketUpdateShared', { nextUpdateBy: undefined }]);
  });
  it('may come with a hold, which says whether the requester agreed and who speaks', () => {
    const hold = (more: object) => tell(c.PlaceTicketOnHold, { ...on, reason: 'NOT_SAID', ...at('10:00'), ...more });
    for (const said of [{ agreedWithRequester: true }, { human: false }, { nextUpdateBy: '2026-03-03T10:00:00.000Z' }]) {
      answered.when(hold(said)).then(['TicketPlacedOnHold', { reason: 'NOT_SAID', ...said }]);
    }
  });
  it('lies ahead and has a team to keep it; of history what is no promise is left out', () => {
    const past = { nextUpdateBy: '2026-03-02T10:00:00.000Z' };
    for (const time of ['10:00', '11:00'])
      answered.when(share(time, past)).thenRefused('INVALID_INPUT', 'nextUpdateBy', 'NOT_AFTER');
    LOGGED.when(share('09:00', past)).thenRefused('ILLEGAL_MOVE');
    LOGGED.when(share('09:00', { ...past, ...HISTORY })).then(['TicketUpdateShared', { nextUpdateBy: undefined }]);
  });
});

describe('words', () => {
  it('said again at the same moment are the same words, later they are new ones', () => {
    answered.given(share('11:00')).when(share('11:00')).thenNothing();
    answered.given(share('11:00')).when(share('11:01')).then(['TicketUpdateShared']);
    // A source's clock may be so coarse that two of its rows have one moment.
    answered.given(share('11:00')).when(share('11:00', HISTORY)).then(['TicketUpdateShared']);
  });
  it('are new ones after a move of the same moment that asks for one', () => {
    const resolved = answered.given(share('11:00'), tell(c.ResolveTicket, { ...on, workaround: false, ...at('11:00') }));
    const again = [
      resolved.given(tell(c.ReopenTicket, { ...on, ...at('11:00') })),
      resolved.given(tell(c.RejectTicketResolution, { ...on, byRef: 'nurse', ...at('11:00') })),
      answered.given(
        share('11:00'),
        tell(c.PlaceTicketOnHold, { ...on, reason: 'AWAITING_VENDOR', ...at('11:00') }),
        tell(c.ResumeTicket, { ...on, ...at('11:00') }),
      ),
    ];
    for (const asked of again) {
      asked.when(share('11:00')).then(['TicketUpdateShared']);
      asked.given(share('11:00')).when(share('11:00')).thenNothing();
    }
    // A message of an earlier moment, sent again, is still a repeat.
    answered
      .given(share('11:00'), tell(c.ResolveTicket, { ...on, workaround: false, ...at('12:00') }))
      .given(tell(c.ReopenTicket, { ...on, ...at('12:00') }))
      .when(share('11:00'))
      .thenNothing();
  });
  it('are recorded however late they are told', () => {
    const resolved = answered.given(tell(c.ResolveTicket, { ...on, workaround: false, ...at('10:00') }));
    resolved.when(share('08:05')).then(['TicketUpdateShared']);
    resolved.when(acknowledge('08:05')).then(['TicketAcknowledged']);
    resolved.when(acknowledge('10:05')).thenRefused('ILLEGAL_MOVE');
    const cancelled = answered.given(tell(c.CancelTicket, { ...on, ...at('10:00') }));
    cancelled.when(tell(c.ChaseTicketUpdate, { ...on, ...at('09:00') })).then(['TicketUpdateChased']);
    cancelled.when(tell(c.RecordRequesterReply, { ...on, ...at('09:00') })).then(['TicketRequesterReplied']);
  });
  it('go to an open ticket, unless it is history', () => {
    const cancelled = ASSIGNED.given(tell(c.CancelTicket, on));
    cancelled.when(share('11:00')).thenRefused('ILLEGAL_MOVE');
    cancelled.when(share('11:00', HISTORY)).then(['TicketUpdateShared', { nextUpdateBy: undefined }]);
    cancelled.when(tell(c.ChaseTicketUpdate, on)).thenRefused('ILLEGAL_MOVE');
  });
});
