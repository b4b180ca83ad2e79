import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runImport } from '../../../src/imports/run-import.js';
import { inProject, withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

const COLUMNS =
  'number,sys_id,incident_state,hold_reason,contact_type,assignment_group,category,subcategory,impact,urgency,priority,close_code,made_sla,reassignment_count,reopen_count,calendar_stc,business_stc,sys_mod_count,sys_updated_by,sys_updated_on,opened_at,resolved_at,closed_at';
const REST = 'inquiry,,1,2,3';
const TABLE = `${COLUMNS}
INC1,a1,7,,phone,g1,${REST},Solved (Work Around),true,1,0,10,5,4,admin,2026-01-09 08:00:00,2026-01-01 08:00:00,2026-01-03 08:00:00,2026-01-04 08:00:00
INC2,a2,3,4,,,${REST},,false,0,,,,2,admin,2026-01-09 09:00:00,2026-01-02 08:00:00,,2026-01-02 09:00:00
INC3,a3,99,,,,${REST},,false,0,,,,2,admin,2026-01-09 09:00:00,2026-01-02 08:00:00,,
`;

const REAL = inProject('../shared/data/servicenow-table-api-67.csv');
if (!existsSync(REAL)) console.warn(`skipped, absent: ${REAL}`);

(existsSync(REAL) ? describe : describe.skip)('a real export of 67 incidents', () => {
  it('is taken whole, each ticket in the state that its row names', async () => {
    const runner = new RecordingRunner();
    const report = await runImport({ file: REAL, mapping: 'servicenow-table' }, { runner });
    expect(report.rows).toEqual({ in: 67, accepted: 67, rejected: 0 });
    expect(report.byType).toMatchObject({
      TicketLogged: 67,
      // 27 in state 7, 20 in state 2, 7 in state 3; the other 13 are new.
      TicketResolved: 27,
      TicketClosed: 27,
      TicketWorkStarted: 20,
      TicketPlacedOnHold: 7,
      TicketAssigned: 39,
    });
    const again = await runImport({ file: REAL, mapping: 'servicenow-table' }, { runner });
    expect(again.events.appended).toBe(0);
    expect(again.warnings).toEqual(report.warnings);
  });
});

describe('servicenow-table', () => {
  it('tells of a ticket what its one row vouches for, at the moments it names', async () => {
    const runner = new RecordingRunner();
    const report = await withFile(TABLE, (file) => runImport({ file, mapping: 'servicenow-table' }, { runner }));
    expect(runner.story('servicenow-INC1')).toBe('LogTicket AssignTicket ResolveTicket CloseTicket RecordTicketImport');
    expect(
      runner
        .commands()
        .filter(({ ticketId }) => ticketId === 'servicenow-INC1')
        .map(({ occurredAt }) => occurredAt.slice(0, 10)),
    ).toEqual(['2026-01-01', '2026-01-03', '2026-01-03', '2026-01-04', '2026-01-09']);
    expect(runner.commands('ResolveTicket')[0]).toMatchObject({ workaround: true });
    expect(runner.story('servicenow-INC2')).toBe('LogTicket PlaceTicketOnHold');
    expect(runner.commands('PlaceTicketOnHold')[0]).toMatchObject({ reason: 'AWAITING_VENDOR' });
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([[3, 'UNKNOWN_STATE']]);
  });

  it('adds what a later export of the same tickets says more', async () => {
    const runner = new RecordingRunner();
    await withFile(TABLE, (file) => runImport({ file, mapping: 'servicenow-table' }, { runner }));
    const later = TABLE.replace('INC2,a2,3,4,,,inquiry', 'INC2,a2,2,,,g2,software').replace(
      '2,admin,2026-01-09 09',
      '3,admin,2026-01-10 09',
    );
    const report = await withFile(later, (file) => runImport({ file, mapping: 'servicenow-table' }, { runner }));
    expect(report.rows.rejected).toBe(1);
    expect(runner.story('servicenow-INC2')).toBe('LogTicket PlaceTicketOnHold AssignTicket ResumeTicket');
  });
});
