import { describe, expect, it } from 'vitest';
import { importText, told } from '../support/import-text.js';

/** In the shape of the BPI Challenge 2013 (VINST): semicolons, a row an activity, mixed, times with their offset. Made up. */
const LOG = `SR Number;Change Date+Time;Status;Sub Status;Involved ST Function Div;Involved Org line 3;Involved ST;SR Latest Impact;Product;Country;Owner Country;Owner First Name
1-364285768;2010-03-31T15:59:42+01:00;Accepted;In Progress;A2_4;Org line A2;V30;Medium;PROD582;fr;France;Frederic
1-364285769;2010-03-31T16:00:00+01:00;Accepted;In Progress;V3_2;Org line C;V5 3rd;High;PROD1;se;Sweden;Anne
1-364285768;2010-03-31T16:00:56+01:00;Accepted;In Progress;A2_4;Org line A2;V30;Medium;PROD582;fr;France;Frederic
1-364285768;2010-03-31T16:45:48+01:00;Queued;Awaiting Assignment;A2_5;Org line A2;V5 3rd;Medium;PROD582;fr;France;Frederic
1-364285768;2010-04-06T15:44:07+01:00;Accepted;In Progress;A2_5;Org line A2;V5 3rd;High;PROD582;fr;France;Anne Claire
1-364285768;2010-04-06T15:44:38+01:00;Accepted;Wait - User;A2_5;Org line A2;V5 3rd;High;PROD582;fr;France;Anne Claire
1-364285768;2010-04-06T15:44:47+01:00;Accepted;Assigned;A2_5;Org line A2;V5 3rd;High;PROD582;fr;France;Anne Claire
1-364285768;2010-04-06T15:45:00+01:00;Completed;Resolved;A2_5;Org line A2;V5 3rd;High;PROD582;fr;France;Anne Claire
1-364285768;2010-04-13T08:00:00+02:00;Completed;Closed;A2_5;Org line A2;V5 3rd;High;PROD582;fr;France;Anne Claire
1-364285769;2010-04-14T08:00:00+02:00;Completed;Cancelled;V3_2;Org line C;V5 3rd;High;PROD1;se;Sweden;Anne
1-364285769;2010-04-14T09:00:00+02:00;Unmatched;Unmatched;V3_2;Org line C;V5 3rd;High;PROD1;se;Sweden;Anne
`;
const MAPPING = `
name: vinst-incidents
format: { type: csv, delimiter: ';' }
source: { system: vinst }
fidelity: HISTORY
record: { key: SR Number, contiguous: false }
times: { Change Date+Time: iso }
occurredAt: Change Date+Time
ordering: [Change Date+Time]
actor: { kind: IT_STAFF, ref: Owner First Name }
registers:
  teams: { column: Involved ST }
  departments: { column: Involved Org line 3, whenChanged: correct }
opening:
  fields:
    kind: INCIDENT
    channel: OTHER
    category: '{Product}'
    impact: &impact { column: SR Latest Impact, values: { Major: 1, High: 2, Medium: 3, Low: 4 } }
    clinicalImpact: NONE
assignment: { assignee: Owner First Name }
states:
  of: '{Status}/{Sub Status}'
  values:
    Accepted/In Progress: IN_PROGRESS
    Accepted/Assigned: IN_PROGRESS
    Accepted/Wait - User: { state: ON_HOLD, reason: AWAITING_REQUESTER }
    Queued/Awaiting Assignment: NEW
    Completed/Resolved: RESOLVED
    Completed/Closed: CLOSED
    Completed/Cancelled: CANCELLED
changes:
  - { columns: [SR Latest Impact], command: PrioritiseTicket, fields: { impact: *impact } }
`;

describe('an incident log of one row an activity', () => {
  it('is expressed by a mapping alone', async () => {
    const { runner, report } = await importText(MAPPING, LOG);
    expect(told(runner, 'vinst-1-364285768')).toEqual([
      'LogTicket@2010-03-31T14:59',
      'AssignTicket@2010-03-31T14:59',
      'StartTicketWork@2010-03-31T14:59',
      'AssignTicket@2010-03-31T15:45',
      'AssignTicket@2010-04-06T14:44',
      'PrioritiseTicket@2010-04-06T14:44',
      'PlaceTicketOnHold@2010-04-06T14:44',
      'ResumeTicket@2010-04-06T14:44',
      'ResolveTicket@2010-04-06T14:45',
      'CloseTicket@2010-04-13T06:00',
    ]);
    expect(told(runner, 'vinst-1-364285769').at(-1)).toBe('CancelTicket@2010-04-14T06:00');
    expect(report.rejects).toEqual([
      { row: 11, code: 'UNKNOWN_STATE', detail: expect.stringContaining('"Unmatched/Unmatched"') },
    ]);
  });

  it('adds only what is new of a longer file', async () => {
    const lines = LOG.trimEnd().split('\n');
    const { runner, report: first } = await importText(MAPPING, lines.slice(0, 7).join('\n'));
    const { report: second } = await importText(MAPPING, LOG, runner);
    const { report: whole } = await importText(MAPPING, LOG);
    // Each run is an event of its own.
    expect(first.events.appended + second.events.appended).toBe(whole.events.appended + 1);
  });
});
