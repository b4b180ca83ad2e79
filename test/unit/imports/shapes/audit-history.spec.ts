import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PriorStream, recordOnLog } from '../../../../src/imports/plan/prior-record.js';
import { inProject } from '../support/files.js';
import { importText, told } from '../support/import-text.js';
import { RecordingRunner } from '../support/recording-runner.js';

/** An audit trail: which field of which ticket was changed from what to what, when, by whom. Made up. */
const TRAIL = `ticket,field,old,new,at,by
A-1,created,,Radiology,2026-03-02 08:00:00 +0100,ann
A-1,assignment_group,,Service Desk,2026-03-02 08:05:00 +0100,bot
A-1,priority,,3 - Moderate,2026-03-02 08:05:00 +0100,bot
A-1,state,New,In Progress,2026-03-02 08:30:00 +0100,bob
A-1,work_notes,,asked a colleague,2026-03-02 08:40:00 +0100,bob
A-1,comments,,we are on it,2026-03-02 08:45:00 +0100,bob
A-1,priority,3 - Moderate,2 - High,2026-03-02 08:50:00 +0100,bob
A-1,assignment_group,Service Desk,Network,2026-03-02 09:00:00 +0100,bob
A-1,state,In Progress,On Hold,2026-03-02 09:30:00 +0100,cy
A-1,state,On Hold,Resolved,2026-03-02 10:00:00 +0100,cy
A-1,state,Resolved,In Progress,2026-03-02 11:00:00 +0100,ann
A-1,location,Ward 1,Ward 2,2026-03-02 11:01:00 +0100,cy
A-1,state,In Progress,Closed,2026-03-02 12:00:00 +0100,cy
A-2,state,,Done,2026-03-02 12:00:00 +0100,cy
`;
const MAPPING = `
name: audit-trail
format: { type: csv }
source: { system: audit }
fidelity: HISTORY
record: { key: ticket }
times: { at: yyyy-MM-dd HH:mm:ss ZZZ }
occurredAt: at
derive:
  department: { from: new, when: { field: created } }
  group: { from: new, when: { field: assignment_group } }
  status: { from: new, when: { field: state } }
  urgency: { from: new, when: { field: priority }, match: '^(\\d) - ' }
# What a change left stands until the next one.
carry: [department, group, status, urgency]
actor: { kind: IT_STAFF, ref: by }
automatic: [{ by: bot }]
private: [{ field: work_notes }]
registers:
  teams: { column: group }
  departments: { column: department, whenMissing: { id: audit-unknown, name: Unknown } }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
states:
  of: status
  whenMissing: keep
  values:
    New: NEW
    In Progress: IN_PROGRESS
    On Hold: { state: ON_HOLD, reason: AWAITING_VENDOR }
    Resolved: RESOLVED
    Closed: CLOSED
changes:
  - { columns: [urgency], command: PrioritiseTicket, fields: { priority: { column: urgency, as: integer } } }
events:
  of: field
  values:
    comments: { command: ShareTicketUpdate, fields: { visibility: DEPARTMENT, proactive: true, human: true } }
    work_notes: { command: ShareTicketUpdate, fields: { visibility: INTERNAL, proactive: false, human: true } }
  otherwise: ignore
`;

describe('an audit trail of changed fields', () => {
  it('is expressed by columns derived from what kind of change a row tells', async () => {
    const { runner, report } = await importText(MAPPING, TRAIL);
    expect(told(runner, 'audit-A-1')).toEqual([
      'LogTicket@2026-03-02T07:00',
      'AssignTicket@2026-03-02T07:05',
      'PrioritiseTicket@2026-03-02T07:05',
      'StartTicketWork@2026-03-02T07:30',
      'ShareTicketUpdate@2026-03-02T07:40',
      'ShareTicketUpdate@2026-03-02T07:45',
      'PrioritiseTicket@2026-03-02T07:50',
      'AssignTicket@2026-03-02T08:00',
      'PlaceTicketOnHold@2026-03-02T08:30',
      'ResolveTicket@2026-03-02T09:00',
      'ReopenTicket@2026-03-02T10:00',
      'CloseTicket@2026-03-02T11:00',
    ]);
    expect(runner.commands('LogTicket')[0]).toMatchObject({ departmentId: 'radiology' });
    expect(runner.commands('ShareTicketUpdate').map(({ human }) => human)).toEqual([false, true]);
    expect(runner.commands('PrioritiseTicket').map(({ priority, actor }) => [priority, actor.kind])).toEqual([
      [3, 'SYSTEM'],
      [2, 'IT_STAFF'],
    ]);
    expect(report.rejects).toEqual([{ row: 14, code: 'UNKNOWN_STATE', detail: expect.stringContaining('"Done"') }]);
  });
});

describe('an incident that a group gives back', () => {
  const rows = [
    'a1,incident,assignment_group,t1,x,,g1,2026-01-05 08:00:00',
    'a2,incident,assignment_group,t1,x,g1,,2026-01-05 09:00:00',
    'a3,incident,state,t1,x,1,2,2026-01-05 10:00:00',
    'a4,incident,assignment_group,t1,x,,g2,2026-01-05 11:00:00',
  ];
  it('and gets back, was there both times where an earlier window comes later', async () => {
    const again = [
      'a0,incident,assignment_group,t1,x,,g0,2026-01-05 07:00:00',
      ...rows.slice(0, 2),
      'a4,incident,assignment_group,t1,x,,g1,2026-01-05 11:00:00',
    ];
    const runner = new RecordingRunner();
    const mapping = await readFile(inProject('mappings/servicenow-audit.yaml'), 'utf8');
    const head = 'sys_id,tablename,fieldname,documentkey,user,oldvalue,newvalue,sys_created_on';
    for (const window of [again.slice(1, 3), again]) await importText(mapping, `${head}\n${window.join('\n')}\n`, runner);
    const held = recordOnLog(new PriorStream(runner.events('ticket'))).filter(({ type }) => /ssigned/.test(type));
    expect(held.map(({ type, at }) => `${type} ${at.slice(11, 13)}`)).toEqual([
      'TicketAssigned 07',
      'TicketReassigned 08',
      'TicketUnassigned 09',
      'TicketAssigned 11',
    ]);
  });

  it.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 0, 3, 1]]])(
    'is nobody’s until another has it, in windows of any order: %j',
    async (order) => {
      const runner = new RecordingRunner();
      const mapping = await readFile(inProject('mappings/servicenow-audit.yaml'), 'utf8');
      const head = 'sys_id,tablename,fieldname,documentkey,user,oldvalue,newvalue,sys_created_on';
      const take = async (...lines: string[]) => importText(mapping, `${head}\n${lines.join('\n')}\n`, runner);
      for (const row of order) await take(rows[row]!);
      const held = recordOnLog(new PriorStream(runner.events('ticket'))).filter(({ type }) => /ssigned/.test(type));
      expect(held.map(({ type, at }) => `${type} ${at.slice(11, 13)}`)).toEqual([
        'TicketAssigned 08',
        'TicketUnassigned 09',
        'TicketAssigned 11',
      ]);
      const { length } = runner.events('ticket');
      await take(...rows);
      expect(runner.events('ticket').length).toBe(length);
    },
  );
});
