import { describe, it } from 'vitest';
import {
  AssignTicket,
  CategoriseTicket,
  CorrectTicketHistory,
  NoteTicketRows,
  PlaceTicketOnHold,
  ReopenTicket,
  ResolveTicket,
  StartTicketWork,
} from '../../../src/domain/ticket/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { LOGGED } from '../../support/hospital.js';

const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const then = (day: number) => ({ ticketId: 't1', occurredAt: on(day), ...HISTORY });
const resolve = (day: number) => tell(ResolveTicket, { ...then(day), workaround: false, resolutionCode: `FIXED_${day}` });
const assign = (day: number, teamId: string) => tell(AssignTicket, { ...then(day), teamId });
const correct = (said: Partial<Pick<CorrectTicketHistory, 'moved' | 'withdrawn'>> = {}) =>
  tell(CorrectTicketHistory, { ...then(20), ...said });

describe('a history told late', () => {
  it('is told of how the ticket was held then', () => {
    const later = LOGGED.given(assign(10, 'network'));
    later.when(assign(5, 'desk')).then(['TicketAssigned', { toTeamId: 'desk' }]);
    later
      .given(assign(5, 'desk'))
      .when(assign(7, 'network'))
      .then(['TicketReassigned', { fromTeamId: 'desk' }]);
  });
  it('leaves the ticket where its whole story, in the order of time, ends', () => {
    const later = LOGGED.given(assign(10, 'network')).given(resolve(10)).given(assign(5, 'desk'));
    later
      .given(tell(PlaceTicketOnHold, { ...then(6), reason: 'AWAITING_VENDOR' }))
      .when(correct())
      .then([
        'TicketHistoryCorrected',
        { from: 'ON_HOLD', state: 'RESOLVED', teamId: 'network', reassignments: 1, reopenings: 0, resolvedAt: on(10) },
      ]);
  });
  it('has what is on record happen at the moment that is known now', () => {
    const twice = LOGGED.given(assign(10, 'network')).given(resolve(10));
    const moved = [{ type: 'TicketResolved' as const, was: on(10), at: on(8) }];
    twice
      .when(correct({ moved }))
      .then(['TicketHistoryCorrected', { state: 'RESOLVED', resolvedAt: on(8), resolutionCode: 'FIXED_10' }]);
  });
  it('takes back what had only seemed to happen', () => {
    const reopened = LOGGED.given(resolve(5)).given(tell(ReopenTicket, then(10)));
    reopened
      .when(correct({ withdrawn: [{ type: 'TicketReopened' as const, at: on(10) }] }))
      .then(['TicketHistoryCorrected', { state: 'RESOLVED', cycle: 1, reopenings: 0, resolvedAt: on(5) }]);
  });
  it('is told of where the ticket stood then', () => {
    const worked = LOGGED.given(tell(StartTicketWork, then(10)));
    worked.when(tell(StartTicketWork, then(5))).then(['TicketWorkStarted', {}]);
    worked
      .given(resolve(12))
      .when(tell(StartTicketWork, then(11)))
      .then();
  });
  it('is told of what the ticket was about then', () => {
    const about = (day: number, category: string) => tell(CategoriseTicket, { ...then(day), category });
    LOGGED.given(about(10, 'network'))
      .when(about(5, 'network'))
      .then(['TicketCategorised', { new: { category: 'network' } }]);
    LOGGED.given(about(5, 'network')).when(about(10, 'network')).then();
  });
  it('has rows noted that changed nothing', () => {
    LOGGED.when(tell(NoteTicketRows, then(5))).then(['TicketRowsNoted', {}]);
  });
  it('is logged when the earliest of it says', () => {
    const moved = [{ type: 'TicketLogged' as const, was: '2026-03-02T08:00:00.000Z', at: '2026-03-01T08:00:00.000Z' }];
    LOGGED.when(correct({ moved })).then(['TicketHistoryCorrected', { loggedAt: '2026-03-01T08:00:00.000Z', state: 'NEW' }]);
  });
});
