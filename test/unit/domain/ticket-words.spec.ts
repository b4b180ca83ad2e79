import { describe, expect, it } from 'vitest';
import * as c from '../../../src/domain/ticket/commands.js';
import { evolveTicket } from '../../../src/domain/ticket/evolve.js';
import type { Ticket } from '../../../src/domain/ticket/state.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { REGISTERED } from '../../support/registered.js';
import { HISTORY, tell } from '../../support/decider.js';
import { ASSIGNED, LOGGED } from '../../support/hospital.js';

const on = { ticketId: 't1' };
const at = (time: string) => ({ occurredAt: `2026-03-02T${time}:00.000Z` });
const CLOCK = { teamId: 'desk', dueAt: '2026-03-02T08:30:00.000Z' };
const acknowledge = (time: string, more: object = {}) =>
  tell(c.AcknowledgeTicket, { ...on, byRef: 'p1', human: true, ...at(time), ...more });
const share = (time: string, more: object = {}) =>
  tell(c.ShareTicketUpdate, { ...on, visibility: 'DEPARTMENT', proactive: true, human: true, ...at(time), ...more });
const promised = ASSIGNED.given(acknowledge('08:10', at('08:10')));
const PROMISE = { teamId: 'desk', dueAt: '2026-03-02T12:10:00.000Z' };

describe('acknowledging', () => {
  it('stops the clock and promises the next word: as stated, or by the target', () => {
    ASSIGNED.when(acknowledge('08:10')).then([
      'TicketAcknowledged',
      { from: 'NEW', clock: CLOCK, expectedNextUpdateBy: PROMISE.dueAt },
    ]);
    const stated = { expectedNextUpdateBy: '2026-03-02T09:00:00.000Z' };
    ASSIGNED.when(acknowledge('08:10', stated)).then(['TicketAcknowledged', stated]);
  });
  it('by a machine takes nothing back of what a person has said, in whatever order a log tells the two', () => {
    const saidBy = (human: boolean) => {
      const domain = new DomainInMemory();
      for (const command of REGISTERED) domain.handle(command);
      const [said] = domain.handle(
        tell(c.AcknowledgeTicket, { ticketId: 'a', byRef: 'p1', human, occurredAt: '2026-03-02T09:00:00.000Z' }),
      );
      return { said: said as never, ticket: domain.state('ticket-a') as Ticket };
    };
    const metadata = { occurredAt: '2026-03-02T09:01:00.000Z' };
    const afterwards = evolveTicket(saidBy(true).ticket, { ...(saidBy(false).said as object), metadata } as never);
    expect(saidBy(false).ticket.acknowledged).toBe('BY_MACHINE');
    expect(afterwards).toMatchObject({ acknowledged: 'BY_PERSON' });
  });
  it('by a machine stops no clock and promises nothing', () => {
    const machine = { human: false };
    ASSIGNED.when(acknowledge('08:01', machine)).then([
      'TicketAcknowledged',
      { clock: undefined, expectedNextUpdateBy: undefined },
    ]);
    ASSIGNED.given(acknowledge('08:01', machine))
      .when(acknowledge('08:10'))
      .then(['TicketAcknowledged', { clock: CLOCK }]);
    ASSIGNED.when(acknowledge('08:01', { ...machine, expectedNextUpdateBy: '2026-03-02T09:00:00.000Z' })).thenRefused(
      'INVALID_INPUT',
      'expectedNextUpdateBy',
    );
  });
  it('leaves the clock with the first team when another one answers', () => {
    ASSIGNED.given(tell(c.AssignTicket, { ...on, teamId: 'network' }))
      .when(acknowledge('08:10'))
      .then(['TicketAcknowledged', { teamId: 'network', clock: CLOCK }]);
  });
  it('is recorded again when it is said again, and needs a team', () => {
    promised.when(acknowledge('08:20')).then(['TicketAcknowledged', { clock: undefined }]);
    promised.given(acknowledge('08:20')).when(acknowledge('08:20')).thenNothing();
    LOGGED.when(acknowledge('08:10')).thenRefused('ILLEGAL_MOVE');
  });
});

describe('the first human answer', () => {
  it('is also a word to the department, which says so first', () => {
    ASSIGNED.when(share('08:20')).then(
      ['TicketAcknowledged', { from: 'NEW', byRef: 'test', clock: CLOCK }],
      ['TicketUpdateShared'],
    );
    ASSIGNED.given(share('08:20')).when(share('08:25')).then(['TicketUpdateShared']);
    ASSIGNED.given(share('08:20')).when(share('08:20')).thenNothing();
  });
  it('is no note and no machine’s word, and nothing more once a person has acknowledged', () => {
    ASSIGNED.when(share('08:20', { visibility: 'INTERNAL' })).then(['TicketUpdateShared']);
    ASSIGNED.when(share('08:20', { human: false })).then(['TicketUpdateShared']);
    promised.when(share('08:20')).then(['TicketUpdateShared']);
  });
  it('waits for no one where only a snapshot tells of the assignment', () => {
    const snapshot = { importedFrom: { ...HISTORY.importedFrom, fidelity: 'SNAPSHOT' } } as const;
    const assign = (more: object) => tell(c.AssignTicket, { ...on, teamId: 'desk', ...more });
    LOGGED.when(assign(snapshot)).then(['TicketAssigned', { acknowledgeBy: undefined }]);
    LOGGED.when(assign(HISTORY)).then(['TicketAssigned', { acknowledgeBy: CLOCK.dueAt }]);
  });
});

describe('a promise of the next word', () => {
  it('is answered by a person’s word that the department sees, which gives the next one', () => {
    promised.when(share('11:00')).then(['TicketUpdateShared', { answers: PROMISE, nextUpdateBy: '2026-03-02T15:00:00.000Z' }]);
  });
  it('is not answered by a note or a machine', () => {
    promised
      .when(share('11:00', { visibility: 'INTERNAL' }))
      .then(['TicketUpdateShared', { answers: undefined, nextUpdateBy: undefined }]);
    promised.when(share('11:00', { human: false })).then(['TicketUpdateShared', { answers: undefined, nextUpdateBy: undefined }]);
  });
  it('is not given by a note, not even in history', () => {
    const note = { visibility: 'INTERNAL', nextUpdateBy: '2026-03-02T15:00:00.000Z' };
    promised.when(share('11:00', note)).thenRefused('INVALID_INPUT', 'nextUpdateBy');
    promised
      .when(share('11:00', { ...note, ...HISTORY }))
      .then(['TicketUpdateShared', { answers: undefined, nextUpdateBy: undefined }]);
  });
  it('is handed on with its own answer, not with that to a later one', () => {
    const correct = tell(c.CorrectTicketDepartment, { ...on, toDepartmentId: 'surgery', ...at('20:00') });
    promised
      .given(share('11:00'), share('13:00'))
      .when(correct)
      .then([
        'TicketDepartmentCorrected',
        {
          record: {
            promises: [
              { ...PROMISE, answeredAt: '2026-03-02T11:00:00.000Z' },
              { teamId: 'desk', dueAt: '2026-03-02T15:00:00.000Z', answeredAt: '2026-03-02T13:00:00.000Z' },
              { teamId: 'desk', dueAt: '2026-03-02T17:00:00.000Z' },
            ],
          },
        },
      ]);
  });
  it('is answered by a hold only when the requester agreed or a new promise replaces it', () => {
    const hold = (more: object) => tell(c.PlaceTicketOnHold, { ...on, reason: 'AWAITING_VENDOR', ...at('10:00'), ...more });
    promised
      .when(hold({ agreedWithRequester: true }))
      .then(['TicketPlacedOnHold', { answers: PROMISE, nextUpdateBy: undefined }]);
    promised.when(hold({ reason: 'NOT_SAID', human: false })).then(['TicketPlacedOnHold', { reason: 'NOT_SAID', human: false }]);
    promised.when(hold({ agreedWithRequester: false })).then(['TicketPlacedOnHold', { answers: undefined }]);
    promised.when(hold({ nextUpdateBy: '2026-03-03T10:00:00.000Z' })).then(['TicketPlacedOnHold', { answers: PROMISE }]);
  });
  it('is answered by the resolution, and void after a withdrawal or merge', () => {
    promised
      .when(tell(c.ResolveTicket, { ...on, workaround: false, ...at('10:00') }))
      .then(['TicketResolved', { answers: PROMISE }]);
    promised
      .when(tell(c.CancelTicket, { ...on, ...at('10:00') }))
      .then(['TicketCancelled', { answers: PROMISE, clock: undefined }]);
    ASSIGNED.when(tell(c.CancelTicket, { ...on, ...at('10:00') })).then([
      'TicketCancelled',
      { answers: undefined, clock: CLOCK },
    ]);
  });
  it('counts no more when withdrawn by the moment it was due, and stays missed when withdrawn later', () => {
    const correct = tell(c.CorrectTicketDepartment, { ...on, toDepartmentId: 'surgery', ...at('20:00') });
    const withdrawn = (time: string) => tell(c.CancelTicket, { ...on, ...at(time) });
    promised
      .given(withdrawn('12:10'))
      .when(correct)
      .then(['TicketDepartmentCorrected', { record: { promises: [] } }]);
    promised
      .given(withdrawn('12:11'))
      .when(correct)
      .then(['TicketDepartmentCorrected', { record: { promises: [PROMISE] } }]);
    ASSIGNED.given(withdrawn('08:31'))
      .when(correct)
      .then(['TicketDepartmentCorrected', { record: { acknowledgement: CLOCK } }]);
  });
  it('lies ahead and has a team to keep it; of history what is no promise is left out', () => {
    const past = { nextUpdateBy: '2026-03-02T10:00:00.000Z' };
    promised.when(share('11:00', past)).thenRefused('INVALID_INPUT', 'nextUpdateBy');
    LOGGED.when(share('09:00', past)).thenRefused('ILLEGAL_MOVE');
    LOGGED.when(share('09:00', { ...past, ...HISTORY })).then(['TicketUpdateShared', { nextUpdateBy: undefined }]);
  });
});

describe('words', () => {
  it('said again at the same moment are the same words, later they are new ones', () => {
    promised.given(share('11:00')).when(share('11:00')).thenNothing();
    promised.given(share('11:00')).when(share('11:01')).then(['TicketUpdateShared']);
  });
  it('are recorded however late they are told, and then answer no later promise', () => {
    const resolved = promised.given(tell(c.ResolveTicket, { ...on, workaround: false, ...at('10:00') }));
    const late = { answers: undefined, nextUpdateBy: undefined };
    resolved.when(share('08:05')).then(['TicketUpdateShared', late]);
    resolved.when(acknowledge('08:05')).then(['TicketAcknowledged', { answers: undefined, clock: undefined }]);
    resolved.when(acknowledge('10:05')).thenRefused('ILLEGAL_MOVE');
    const cancelled = promised.given(tell(c.CancelTicket, { ...on, ...at('10:00') }));
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
