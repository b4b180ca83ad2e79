import { describe, it } from 'vitest';
import * as c from '../../../src/domain/ticket/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { ASSIGNED, LOGGED } from '../../support/hospital.js';

const on = { ticketId: 't1' };

describe('describing a ticket', () => {
  it('changes what is named and leaves the rest', () => {
    const printer = tell(c.CategoriseTicket, { ...on, category: 'printer' });
    const jam = tell(c.CategoriseTicket, { ...on, symptom: 'jam' });
    LOGGED.given(printer)
      .when(jam)
      .then(['TicketCategorised', { old: { category: 'printer' }, new: { category: 'printer', symptom: 'jam' } }]);
    LOGGED.given(printer).when(printer).thenNothing();
    const urgent = tell(c.PrioritiseTicket, { ...on, urgency: 1 });
    LOGGED.when(urgent).then(['TicketPrioritised', { old: {}, new: { urgency: 1 } }]);
    LOGGED.given(urgent).when(urgent).thenNothing();
    const because = (reason: string) => tell(c.CategoriseTicket, { ...printer, reason });
    LOGGED.given(printer)
      .when(because('asked'))
      .then(['TicketCategorised', { reason: 'asked' }]);
    LOGGED.given(because('asked')).when(because('asked')).thenNothing();
    LOGGED.given(because('asked'))
      .when(tell(c.CategoriseTicket, { ...because('seen'), ...HISTORY }))
      .thenNothing();
  });
  it('told late of before the latest change is refused; history is recorded', () => {
    const categorise = (category: string, hour: number, more: object = {}) =>
      tell(c.CategoriseTicket, { ticketId: 't1', category, occurredAt: `2026-03-02T${hour}:00:00.000Z`, ...more });
    const prioritise = (priority: number, hour: number) =>
      tell(c.PrioritiseTicket, { ticketId: 't1', priority, occurredAt: `2026-03-02T${hour}:00:00.000Z` });
    const changed = LOGGED.given(categorise('b', 12), prioritise(2, 12));
    for (const category of ['a', 'b']) changed.when(categorise(category, 11)).thenRefused('ILLEGAL_MOVE');
    changed.when(categorise('a', 11, HISTORY)).then(['TicketCategorised']);
    changed.when(categorise('b', 13)).thenNothing();
    changed.when(prioritise(3, 11)).thenRefused('ILLEGAL_MOVE');
  });
  it('ends with the ticket, but not in history', () => {
    const cancelled = ASSIGNED.given(tell(c.CancelTicket, on));
    cancelled.when(tell(c.PrioritiseTicket, { ...on, urgency: 1 })).thenRefused('ILLEGAL_MOVE');
    cancelled.when(tell(c.PrioritiseTicket, { ...on, urgency: 1, ...HISTORY })).then(['TicketPrioritised']);
  });
  it('relates it to other records, each once, and not to itself', () => {
    const link = tell(c.LinkTicket, { ...on, relation: 'PROBLEM', otherRef: 'PRB1' });
    LOGGED.given(link).when(link).thenNothing();
    LOGGED.when(tell(c.LinkTicket, { ...on, relation: 'RELATED', otherRef: 't1' })).thenRefused('INVALID_INPUT', 'otherRef');
  });
});

describe('correcting its department', () => {
  const correct = (toDepartmentId: string, hour: number, more: object = {}) =>
    tell(c.CorrectTicketDepartment, { ...on, toDepartmentId, occurredAt: `2026-03-02T${hour}:00:00.000Z`, ...more });
  const corrected = LOGGED.given(correct('surgery', 12));
  it('once for a reason, in the order in which it happened; history is recorded', () => {
    for (const hour of [12, 13]) corrected.when(correct('surgery', hour)).thenNothing();
    corrected.when(correct('surgery', 12, { reason: 'moved' })).then(['TicketDepartmentCorrected', { reason: 'moved' }]);
    for (const department of ['surgery', 'radiology']) corrected.when(correct(department, 11)).thenRefused('ILLEGAL_MOVE');
    corrected.when(correct('radiology', 11, HISTORY)).then(['TicketDepartmentCorrected']);
  });
});

describe('importing a ticket', () => {
  const note = (...reported: { field: string; value: string }[]) => tell(c.RecordTicketImport, { ...on, reported, ...HISTORY });
  it('notes what the source reports once, and what it reports anew', () => {
    const breached = { field: 'breached', value: 'true' };
    LOGGED.when(note()).then(['TicketImported', { reported: [] }]);
    LOGGED.given(note()).when(note()).thenNothing();
    LOGGED.given(note(breached)).when(note(breached)).thenNothing();
    LOGGED.given(note(breached))
      .when(note({ ...breached, value: 'false' }))
      .then(['TicketImported']);
  });
});

describe('escalating', () => {
  it('needs an open ticket; the same at the same moment is once', () => {
    const escalate = tell(c.EscalateTicket, { ...on, escalationType: 'FUNCTIONAL' });
    ASSIGNED.when(escalate).then(['TicketEscalated', { teamId: 'desk' }]);
    ASSIGNED.given(escalate).when(escalate).thenNothing();
    ASSIGNED.given(tell(c.CancelTicket, on)).when(escalate).thenRefused('ILLEGAL_MOVE');
  });
});
