import { describe, it } from 'vitest';
import * as c from '../../../src/domain/ticket/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { ASSIGNED, LOG, LOGGED } from '../../support/hospital.js';

const on = { ticketId: 't1' };
const RESOLVED_AT = '2026-03-02T10:00:00.000Z';
const resolve = tell(c.ResolveTicket, { ...on, workaround: false, occurredAt: RESOLVED_AT });
const resolved = ASSIGNED.given(resolve);
const closed = resolved.given(tell(c.CloseTicket, { ...on, occurredAt: RESOLVED_AT }));
const later = { occurredAt: '2026-03-04T10:00:00.000Z' };

describe('resolving', () => {
  it('is of the team that has it, or of the one that is named, from wherever it stands', () => {
    ASSIGNED.when(resolve).then(['TicketResolved', { teamId: 'desk', cycle: 1, from: 'NEW' }]);
    ASSIGNED.when(tell(c.ResolveTicket, { ...resolve, byTeamId: 'network', human: true })).then([
      'TicketResolved',
      { teamId: 'network', human: true },
    ]);
  });
  it('happens once, to an open ticket', () => {
    resolved.when(resolve).thenNothing();
    for (const other of [{ workaround: true }, { resolutionCode: 'REPLACED' }, later]) {
      resolved.when(tell(c.ResolveTicket, { ...resolve, ...other })).thenRefused('ILLEGAL_MOVE');
    }
    closed.when(resolve).thenRefused('ILLEGAL_MOVE');
  });
  it('is confirmed once, and only where something was resolved', () => {
    const confirm = tell(c.ConfirmTicketResolution, { ...on, byRef: 'p1', ...later });
    resolved.when(confirm).then(['TicketResolutionConfirmed', { cycle: 1 }]);
    resolved.given(confirm).when(confirm).thenNothing();
    ASSIGNED.when(confirm).thenRefused('ILLEGAL_MOVE');
  });
});

describe('reopening', () => {
  const reopen = tell(c.ReopenTicket, { ...on, ...later });
  it('begins the next cycle', () => {
    resolved.when(reopen).then(['TicketReopened', { from: 'RESOLVED', cycle: 2 }]);
    closed.when(reopen).then(['TicketReopened', { from: 'CLOSED', cycle: 2 }]);
    ASSIGNED.when(reopen).thenRefused('ILLEGAL_MOVE');
    resolved.given(reopen).when(reopen).thenNothing();
    resolved.when(tell(c.ReopenTicket, { ...on, occurredAt: '2026-03-02T09:00:00.000Z' })).thenRefused('ILLEGAL_MOVE');
    ASSIGNED.given(tell(c.CancelTicket, on)).when(reopen).thenRefused('ILLEGAL_MOVE');
  });
  it('follows a rejection', () => {
    const reject = tell(c.RejectTicketResolution, { ...on, byRef: 'p1', ...later });
    resolved.when(reject).then(['TicketResolutionRejected', { cycle: 1 }], ['TicketReopened', { cycle: 2 }]);
    ASSIGNED.when(reject).thenRefused('ILLEGAL_MOVE');
    // History may tell of it after the reopening.
    ASSIGNED.when(tell(c.RejectTicketResolution, { ...on, byRef: 'p1', ...later, ...HISTORY })).then([
      'TicketResolutionRejected',
    ]);
    resolved.given(reject).when(reject).thenNothing();
  });
});

describe('ending', () => {
  it('closes what is resolved; history closes anything', () => {
    ASSIGNED.when(tell(c.CloseTicket, on)).thenRefused('ILLEGAL_MOVE');
    ASSIGNED.when(tell(c.CloseTicket, { ...on, ...HISTORY })).then(['TicketClosed', { from: 'NEW' }]);
    closed.when(tell(c.CloseTicket, { ...on, occurredAt: RESOLVED_AT })).thenNothing();
    closed.when(tell(c.CloseTicket, { ...on, ...later })).thenRefused('ILLEGAL_MOVE');
  });
  it('merges into another ticket, not into itself', () => {
    const two = ASSIGNED.given(tell(c.LogTicket, { ...LOG, ticketId: 't2' }));
    two.when(tell(c.MergeTicket, { ...on, intoTicketId: 't2' })).then(['TicketMerged', { intoTicketId: 't2' }]);
    const merged = two.given(tell(c.MergeTicket, { ...on, intoTicketId: 't2' }), tell(c.LogTicket, { ...LOG, ticketId: 't4' }));
    const back = { ticketId: 't2', intoTicketId: 't1' };
    merged.when(tell(c.MergeTicket, back)).thenRefused('ILLEGAL_MOVE');
    merged.when(tell(c.MergeTicket, { ...back, ...HISTORY })).thenRefused('ILLEGAL_MOVE');
    merged.when(tell(c.MergeTicket, { ticketId: 't4', intoTicketId: 't1' })).thenRefused('ILLEGAL_MOVE');
    merged.when(tell(c.MergeTicket, { ticketId: 't4', intoTicketId: 't1', ...HISTORY })).then(['TicketMerged']);
    merged
      .given(tell(c.CancelTicket, { ticketId: 't2' }))
      .when(tell(c.MergeTicket, { ticketId: 't4', intoTicketId: 't2' }))
      .thenRefused('ILLEGAL_MOVE');
    const chain = merged.given(tell(c.MergeTicket, { ticketId: 't2', intoTicketId: 't4' }));
    const round = { ticketId: 't4', intoTicketId: 't1' };
    chain.when(tell(c.MergeTicket, round)).thenRefused('ILLEGAL_MOVE');
    chain.when(tell(c.MergeTicket, { ...round, ...HISTORY })).thenRefused('ILLEGAL_MOVE');
    two.when(tell(c.MergeTicket, { ...on, intoTicketId: 't1' })).thenRefused('INVALID_INPUT', 'intoTicketId');
    two.when(tell(c.MergeTicket, { ...on, intoTicketId: 't3' })).thenRefused('NOT_REGISTERED', 'intoTicketId');
  });
});

describe('work', () => {
  it('begins once: the same again is no news, another beginning is refused', () => {
    const start = tell(c.StartTicketWork, on);
    ASSIGNED.given(start).when(start).thenNothing();
    ASSIGNED.given(start)
      .when(tell(c.StartTicketWork, { ...on, ...later }))
      .thenRefused('ILLEGAL_MOVE');
    ASSIGNED.given(start)
      .when(tell(c.StartTicketWork, { ...on, ...later, ...HISTORY }))
      .thenNothing();
    const waited = ASSIGNED.given(tell(c.PlaceTicketOnHold, { ...on, reason: 'AWAITING_VENDOR' }));
    const resume = tell(c.ResumeTicket, on);
    waited.given(resume).when(resume).thenNothing();
    waited
      .given(resume)
      .when(tell(c.ResumeTicket, { ...on, ...later }))
      .thenRefused('ILLEGAL_MOVE');
  });
  it('starts, waits and goes on', () => {
    const hold = tell(c.PlaceTicketOnHold, { ...on, reason: 'AWAITING_VENDOR' });
    ASSIGNED.when(tell(c.StartTicketWork, on)).then(['TicketWorkStarted', { from: 'NEW' }]);
    ASSIGNED.when(tell(c.ResumeTicket, on)).thenRefused('ILLEGAL_MOVE');
    ASSIGNED.given(hold).when(hold).thenNothing();
    ASSIGNED.given(hold).when(tell(c.StartTicketWork, on)).thenRefused('ILLEGAL_MOVE');
    ASSIGNED.given(hold)
      .when(tell(c.ResumeTicket, on))
      .then(['TicketResumed', { from: 'ON_HOLD' }]);
    resolved.when(tell(c.PlaceTicketOnHold, { ...on, reason: 'AWAITING_VENDOR', ...later })).thenRefused('ILLEGAL_MOVE');
  });
});

describe('correcting the department', () => {
  it('says where it was booked, and where it belongs', () => {
    const correct = tell(c.CorrectTicketDepartment, { ...on, toDepartmentId: 'surgery', ...later });
    resolved.when(correct).then([
      'TicketDepartmentCorrected',
      {
        fromDepartmentId: 'radiology',
        toDepartmentId: 'surgery',
        state: 'RESOLVED',
      },
    ]);
    LOGGED.when(tell(c.CorrectTicketDepartment, { ...on, toDepartmentId: 'radiology' })).thenNothing();
  });
});
