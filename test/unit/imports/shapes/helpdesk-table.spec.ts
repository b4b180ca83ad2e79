import { describe, expect, it } from 'vitest';
import { importText, told } from '../support/import-text.js';

/** One row a ticket with several dates, as help desks export it: a BOM, CRLF, texts over several lines, a rating where 0 is none. Made up. */
const table = (rows: readonly string[]) =>
  `\uFEFF"Ticket ID","Created","First Response","Resolved","Closed","Status","Group","Customer Dept","Requester","CSAT","Description"\r\n${rows.join('\r\n')}\r\n`;
const EUROPEAN = table([
  '"7001","05/03/2026 09:15","05/03/2026 09:40","06/03/2026 11:00","08/03/2026 08:00","Closed","Service Desk","Radiology","r-1","5","Printer does ""nothing"".\r\nIt says, in German:\r\n\r\n""Papierstau"""',
  '"7002","05/03/2026 10:00","","","","Open","Service Desk","Surgery","r-2","0",""',
  '"7003","06/03/2026 10:00","06/03/2026 10:30","06/03/2026 12:00","","Resolved","","Surgery","r-3","","one line"',
  '"7004","31/02/2026 10:00","","","","Open","Network","Surgery","r-4","","no such day"',
  '"7005","06/03/2026 10:00","","","","Open","Network","Surgery","r-5","9","no such rating"',
]);
const MAPPING = `
name: help-desk
format: { type: csv }
source: { system: hd }
fidelity: SNAPSHOT
record: { key: Ticket ID }
zone: Europe/Berlin
times: { Created: dd/MM/yyyy HH:mm, First Response: dd/MM/yyyy HH:mm, Resolved: dd/MM/yyyy HH:mm, Closed: dd/MM/yyyy HH:mm }
occurredAt: Created
missing: { columns: { CSAT: ['0'] } }
registers:
  teams: { column: Group }
  departments: { column: Customer Dept }
opening: { fields: { kind: INCIDENT, channel: EMAIL, requesterRef: '{Requester}', clinicalImpact: NONE } }
interaction:
  fields: { channel: EMAIL, direction: FROM_DEPARTMENT }
  teamWhenMissing: { id: hd-unknown, name: Nobody named }
milestones:
  - { at: First Response, command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: false, human: true } }
  - { at: Resolved, command: ResolveTicket, fields: { workaround: false } }
  - { at: Closed, command: CloseTicket }
  - at: [Closed, Resolved, Created]
    when: { CSAT: { present: true } }
    command: GiveInteractionFeedback
    actor: { kind: REQUESTER, ref: Requester }
    fields: { respondentRef: '{Requester}', treatment: { column: CSAT, as: integer } }
`;

describe('a help desk table of one row a ticket', () => {
  it('tells each date as what happened then, and a rating that was given', async () => {
    const { runner, report } = await importText(MAPPING, EUROPEAN);
    expect(told(runner, 'hd-7001')).toEqual([
      'LogTicket@2026-03-05T08:15',
      'AssignTicket@2026-03-05T08:15',
      'ShareTicketUpdate@2026-03-05T08:40',
      'ResolveTicket@2026-03-06T10:00',
      'CloseTicket@2026-03-08T07:00',
      'StartInteraction@2026-03-05T08:15',
      'LinkInteractionToTicket@2026-03-05T08:15',
      'GiveInteractionFeedback@2026-03-08T07:00',
    ]);
    expect(told(runner, 'hd-7002')).toEqual([
      'LogTicket@2026-03-05T09:00',
      'AssignTicket@2026-03-05T09:00',
      'StartInteraction@2026-03-05T09:00',
      'LinkInteractionToTicket@2026-03-05T09:00',
    ]);
    const feedback = runner.commands('GiveInteractionFeedback');
    expect(feedback).toEqual([
      expect.objectContaining({ treatment: 5, respondentRef: 'r-1', actor: { kind: 'REQUESTER', ref: 'r-1' } }),
    ]);
    expect(report.rows).toEqual({ in: 5, accepted: 3, rejected: 2 });
    expect(report.rejects).toEqual([
      { row: 4, code: 'INVALID_TIME', detail: expect.stringContaining('"31/02/2026 10:00"') },
      { row: 5, code: 'INVALID_INPUT', detail: expect.stringContaining('GiveInteractionFeedback.treatment must be <= 5') },
    ]);
  });

  it('is read alike with a clock of twelve hours', async () => {
    const twelve = `Ticket ID,Created,First Response,Resolved,Closed,Status,Group,Customer Dept,Requester,CSAT,Description
7001,03/05/2026 12:15 AM,3/5/2026 12:05 PM,,,Open,Service Desk,Radiology,r-1,,
`;
    const american = MAPPING.replaceAll('dd/MM/yyyy HH:mm', 'M/d/yyyy h:mm a').replace('Europe/Berlin', 'America/Chicago');
    const { runner } = await importText(american, twelve);
    expect(told(runner, 'hd-7001').slice(0, 3)).toEqual([
      'LogTicket@2026-03-05T06:15',
      'AssignTicket@2026-03-05T06:15',
      'ShareTicketUpdate@2026-03-05T18:05',
    ]);
  });

  it('adds what a later export of the same tickets says more, and rates once', async () => {
    const { runner, report: first } = await importText(MAPPING, EUROPEAN);
    const later = EUROPEAN.replace('"06/03/2026 12:00","","Resolved"', '"06/03/2026 12:00","09/03/2026 12:00","Closed"');
    const { report: second } = await importText(MAPPING, later, runner);
    expect(second.byType).toEqual({ ImportRunRecorded: 1, TicketClosed: 1 });
    expect(second.events.alreadyThere).toBe(first.events.appended - 1);
  });
});
