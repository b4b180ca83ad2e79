import { describe, expect, it } from 'vitest';
import { inferMapping } from '../../../src/imports/infer/infer-mapping.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

describe('--infer chooses columns', () => {
  it.each([
    [
      'a report whose moments are "-" where there is none, and whose last change is not the first time of a row',
      'Request ID,Requester,Department,Company,Group,Technician,Request Status,Created Time,Completed Time,Last Update Time',
      [
        '1,Grete,Ward,Us,Net,Hans,Open,"Jan 3, 2026 8:00 AM",-,"Jan 4, 2026 8:00 AM"',
        '2,Grete,ICU,Us,Net,Hans,Stalled,"Jan 3, 2026 8:00 AM",-,"Jan 4, 2026 8:00 AM"',
        '3,Grete,ICU,Us,-,Hans,Closed,"Jan 3, 2026 8:00 AM","Jan 4, 2026 9:00 AM","Jan 4, 2026 9:00 AM"',
      ],
      {
        missing: { values: ['-'] },
        occurredAt: 'Last Update Time',
        pseudonyms: ['Requester', 'Technician'],
        registers: { departments: { column: 'Department' } },
        opening: { at: 'Created Time' },
        milestones: [{ at: ['Completed Time'], command: 'ResolveTicket' }],
        states: { values: { Open: 'NEW', Stalled: 'ON_HOLD', Closed: 'CLOSED' } },
      },
      'registers.departments: "Department" is taken; it may be "Company"',
    ],
    [
      'names of things beside them, and days that are none',
      'id,dateoccurred,statusname,client_name,site_name,user_name,team_name,dateclosed,lastactiondate',
      [
        '1,2026-01-03T08:00:00,Closed,Us,Ward,Grete,Net,2026-01-04T08:00:00,2026-01-04T08:00:00',
        '2,2026-01-03T08:00:00,New,Us,ICU,Hans,Net,0000-00-00,2026-01-03T08:00:00',
      ],
      {
        missing: { columns: { dateclosed: ['0000-00-00'] } },
        occurredAt: 'lastactiondate',
        pseudonyms: ['user_name'],
        registers: { teams: { column: 'team_name' }, departments: { column: 'site_name' } },
        opening: { at: 'dateoccurred' },
        states: { of: 'statusname' },
      },
      'missing: "0000-00-00" in "dateclosed"',
    ],
    [
      'a row an event, which has a moment of its own beside that of the opening',
      'Ticket,Created,Queue,Ticket created,Created By,Status,Comment,Comment',
      [
        '1,2026-01-03 08:00,Net,2026-01-03 08:00,Grete,New,x,',
        '1,2026-01-03 09:00,Net,2026-01-03 08:00,Hans,Closed,x,y',
        '2,2026-01-03 09:00,Net,2026-01-03 09:00,Hans,New,,',
      ],
      { occurredAt: 'Created', ordering: ['Created'], opening: { at: 'Ticket created' }, pseudonyms: ['Created By'] },
      'format.each: several columns are named "Comment"',
    ],
  ])('of %s', async (_what, header, rows, expected, doubt) => {
    await withFile([header, ...rows].join('\n'), async (file) => {
      const { text, toDecide } = await inferMapping(file);
      const mapping = parseMapping(text);
      expect(mapping).toMatchObject(expected);
      expect(toDecide.filter((line) => line.startsWith(doubt))).toHaveLength(1);
      expect(text).not.toMatch(/Grete|Hans|Ward/);
      const report = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(report.rows.accepted).toBe(rows.length);
    });
  });

  it('that hold the days on which people were born are no moments, and none of them is told', async () => {
    const born = Array.from({ length: 5 }, (_, i) => `${i},195${i}-03-04,2026-01-0${i + 1},New`);
    await withFile(`id,Born,Opened,Status\n${born.join('\n')}\n`, async (file) => {
      const { text } = await inferMapping(file);
      expect(parseMapping(text)).toMatchObject({ times: { Opened: 'iso' } });
      expect(text).not.toMatch(/Born|195/);
    });
  });
});
