import { describe, it } from 'vitest';
import { AssignTicket, CancelTicket, LogTicket, ResolveTicket, UnassignTicket } from '../../../src/domain/ticket/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { ASSIGNED, HOSPITAL, LOG, LOGGED } from '../../support/hospital.js';

const assign = (teamId: string, assigneeRef?: string) => tell(AssignTicket, { ticketId: 't1', teamId, assigneeRef });

describe('logging a ticket', () => {
  it('is a fact once', () => {
    HOSPITAL.when(tell(LogTicket, LOG)).then(['TicketLogged', { departmentId: 'radiology', kind: 'INCIDENT' }]);
    LOGGED.when(tell(LogTicket, LOG)).thenNothing();
    LOGGED.when(tell(LogTicket, { ...LOG, kind: 'SERVICE_REQUEST' })).thenRefused('ALREADY_EXISTS');
    const later = { ...LOG, occurredAt: '2026-03-02T12:00:00.000Z' };
    LOGGED.when(tell(LogTicket, later)).thenRefused('ALREADY_EXISTS');
    // Sent again without a moment, it comes at a later one.
    LOGGED.when(tell(LogTicket, { ...later, isUndated: true })).thenNothing();
    LOGGED.when(tell(LogTicket, { ...later, ...HISTORY })).thenNothing();
  });
  it('with a team also assigns it', () => {
    HOSPITAL.when(tell(LogTicket, { ...LOG, teamId: 'desk' })).then(
      ['TicketLogged'],
      ['TicketAssigned', { toTeamId: 'desk', loggedAt: LOG.occurredAt }],
    );
  });
  it('needs a department that is registered', () => {
    HOSPITAL.when(tell(LogTicket, { ...LOG, departmentId: 'nowhere' })).thenRefused('NOT_REGISTERED', 'departmentId');
  });
});

describe('assigning a ticket', () => {
  it('says who takes it, and why', () => {
    const because = tell(AssignTicket, { ticketId: 't1', teamId: 'desk', reason: 'wiring' });
    LOGGED.when(assign('desk')).then(['TicketAssigned', { toTeamId: 'desk', loggedAt: LOG.occurredAt, reason: undefined }]);
    LOGGED.when(because).then(['TicketAssigned', { reason: 'wiring' }]);
    const again = tell(AssignTicket, { ...because, occurredAt: '2026-03-02T11:00:00.000Z' });
    LOGGED.given(because).when(again).thenNothing();
    LOGGED.given(because)
      .when(tell(AssignTicket, { ...again, reason: 'cables' }))
      .thenRefused('ILLEGAL_MOVE');
    LOGGED.given(because)
      .when(tell(AssignTicket, { ...because, reason: 'cables' }))
      .thenRefused('ILLEGAL_MOVE');
  });
  it('from team to team is a reassignment, within a team an assignment, and to the same nothing', () => {
    ASSIGNED.when(assign('network')).then(['TicketReassigned', { fromTeamId: 'desk', toTeamId: 'network' }]);
    ASSIGNED.when(assign('desk', 'p1')).then(['TicketAssigned', { assigneeRef: 'p1' }]);
    ASSIGNED.when(assign('desk')).thenNothing();
    for (const person of ['p1', undefined]) ASSIGNED.given(assign('desk', 'p1')).when(assign('desk', person)).thenNothing();
  });
  it('needs an open ticket, unless it is history', () => {
    const resolved = ASSIGNED.given(tell(ResolveTicket, { ticketId: 't1', workaround: false }));
    resolved.when(assign('network')).thenRefused('ILLEGAL_MOVE');
    resolved.when(tell(AssignTicket, { ticketId: 't1', teamId: 'network', ...HISTORY })).then(['TicketReassigned']);
  });
  it('again to who holds it is no news, unless it is told of before or for another reason', () => {
    const again = (more: object) => tell(AssignTicket, { ticketId: 't1', teamId: 'network', ...more });
    const moved = ASSIGNED.given(again({ occurredAt: '2026-03-02T10:00:00.000Z', reason: 'wiring' }));
    moved.when(again({ occurredAt: '2026-03-02T11:00:00.000Z' })).thenNothing();
    moved.when(again({ occurredAt: '2026-03-02T11:00:00.000Z', reason: 'wiring' })).thenNothing();
    moved.when(again({ occurredAt: '2026-03-02T11:00:00.000Z', reason: 'cables' })).thenRefused('ILLEGAL_MOVE');
    moved.when(again({ occurredAt: '2026-03-02T09:00:00.000Z' })).thenRefused('ILLEGAL_MOVE');
    const before = { occurredAt: '2026-03-02T09:00:00.000Z', ...HISTORY };
    moved.when(again(before)).then(['TicketReassigned', { fromTeamId: 'desk' }]);
  });
  it('can be undone, once', () => {
    const unassign = tell(UnassignTicket, { ticketId: 't1' });
    ASSIGNED.when(unassign).then(['TicketUnassigned', { fromTeamId: 'desk' }]);
    ASSIGNED.given(unassign).when(unassign).thenNothing();
    ASSIGNED.given(unassign)
      .when(tell(UnassignTicket, { ticketId: 't1', reason: 'not ours' }))
      .thenRefused('ILLEGAL_MOVE');
    LOGGED.when(unassign).thenRefused('ILLEGAL_MOVE');
    LOGGED.when(tell(UnassignTicket, { ticketId: 't1', ...HISTORY })).thenNothing();
    ASSIGNED.given(tell(CancelTicket, { ticketId: 't1' }))
      .when(unassign)
      .thenRefused('ILLEGAL_MOVE');
  });
});

describe('any command on a ticket', () => {
  it('needs a logged ticket, history too', () => {
    HOSPITAL.when(assign('desk')).thenRefused('NOT_FOUND');
    HOSPITAL.when(tell(AssignTicket, { ticketId: 't1', teamId: 'desk', ...HISTORY })).thenRefused('NOT_FOUND');
  });
  it('cannot have happened before the logging, unless it is history', () => {
    const earlier = { ticketId: 't1', teamId: 'desk', occurredAt: '2026-03-02T07:59:59.000Z' };
    LOGGED.when(tell(AssignTicket, earlier)).thenRefused('INVALID_INPUT', 'occurredAt');
    LOGGED.when(tell(AssignTicket, { ...earlier, ...HISTORY })).then(['TicketAssigned']);
  });
});
