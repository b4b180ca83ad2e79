import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { importText } from './support/import-text.js';
import { codes, HEAD, mapping, night } from './support/nightly.js';
import { RecordingRunner } from './support/recording-runner.js';

const inBerlin = mapping('HISTORY').replace('zone: UTC', 'zone: Europe/Berlin');

describe('a warning', () => {
  it('says in words of one row as of many', async () => {
    const late = ['1,2025-03-01 08:00,over,A,D,1,', '1,2025-03-02 08:00,work,A,D,1,', '1,2025-03-03 08:00,over,A,D,1,'];
    const details = async (...rows: string[]) =>
      (await night(new RecordingRunner(), mapping('HISTORY'), ...rows)).warnings.map(({ detail }) => detail);
    expect(await details(...late.slice(0, 2))).toContain('1 row: changes a closed or cancelled ticket');
    const twice = [...late, ...late.map((row) => row.replace('1,', '2,'))];
    expect(await details(...twice)).toContain('2 rows: changes a closed or cancelled ticket');
    expect(await details(late[0]!)).toEqual([expect.stringMatching(/^no targets adopted by 1 team: /)]);
  });

  it.each([
    ['twice', '2025-10-26 02:30', '2025-10-26T00:30:00.000Z'],
    ['never', '2025-03-30 02:30', '2025-03-30T01:30:00.000Z'],
  ])('names a row whose time the clocks show %s, and no other', async (_, shown, at) => {
    const runner = new RecordingRunner();
    const report = await night(
      runner,
      inBerlin,
      `1,${shown},new,A,D,1,`,
      `2,2025-07-01 02:30,new,A,D,1,${shown}`,
      '3,2025-07-01 02:30,new,A,D,1,',
    );
    expect(codes(report).filter(([code]) => code === 'TIME_GUESSED')).toEqual([['TIME_GUESSED', 1, 2]]);
    expect(runner.commands('LogTicket')[0]?.occurredAt).toBe(at);
  });

  it('names a record whose key another has but for capitals and blanks, and tells both', async () => {
    const rows = ['Inc 1,2025-03-01 08:00,new,A,D,1,', 'INC1,2025-03-01 08:00,new,A,D,1,', 'INC2,2025-03-01 08:00,new,A,D,1,'];
    for (const text of [mapping('HISTORY'), mapping('HISTORY', ', contiguous: false')]) {
      const runner = new RecordingRunner();
      expect(codes(await night(runner, text, ...rows))).toEqual([['KEY_ALIKE', 2]]);
      expect(runner.commands('LogTicket').length).toBe(3);
    }
  });

  it('is not enough where a spreadsheet has rounded the keys of tickets: they are one, and rejected', async () => {
    const runner = new RecordingRunner();
    const rows = ['2.02503E+10', '2,02503E+10', '2E+10', '2E10', '1E+5'];
    const report = await night(runner, mapping('HISTORY'), ...rows.map((key) => `"${key}",2025-03-01 08:00,new,A,D,1,`));
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([1, 2, 3].map((row) => [row, 'KEY_ROUNDED']));
  });

  it('names the row that registers what is there with other content, in the report file too', async () => {
    const runner = new RecordingRunner();
    const row = '1,2025-03-01 08:00,new,A,D,1,';
    await night(runner, mapping('HISTORY'), row);
    const other = parseMapping(mapping('HISTORY').replace('system: desk', 'system: other'));
    await withFile(`${HEAD}${row}\n`, async (file) => {
      const report = await runImport({ file, mapping: other, report: `${file}.ndjson` }, { runner });
      const [warning] = report.warnings.filter(({ code }) => code === 'ALREADY_REGISTERED');
      expect(warning).toMatchObject({ count: 2, rows: [1] });
      const lines = (await readFile(`${file}.ndjson`, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      expect(lines.filter((line) => 'code' in line && line.code === 'ALREADY_REGISTERED')).toMatchObject([
        { row: 1, kind: 'WARNING', detail: expect.stringMatching(/^RegisterDepartment: /) },
        { row: 1, kind: 'WARNING', detail: expect.stringMatching(/^RegisterServiceTeam: /) },
      ]);
    });
  });
});

describe('names', () => {
  it('that differ in capitals and blanks are one, in a file as in its windows', async () => {
    const rows = ['1,2025-03-01 08:00,new,IT Desk,Ward 3,1,', '2,2025-03-01 08:00,new,it  desk,WARD 3,1,'];
    const told = async (...files: string[][]) => {
      const runner = new RecordingRunner();
      const rejected = [];
      for (const file of files) rejected.push((await night(runner, mapping('HISTORY'), ...file)).rows.rejected);
      return [rejected.every((count) => count === 0), runner.commands('AssignTicket').map(({ teamId }) => teamId as string)];
    };
    const right = [true, ['it-desk', 'it-desk']];
    expect([await told(rows), await told([rows[0]!], [rows[1]!])]).toEqual([right, right]);
  });

  it('of tickets are trimmed where another column than the key holds them', async () => {
    const text = mapping('HISTORY', ", id: 'desk-{no}'");
    const runner = new RecordingRunner();
    await importText(text, `${HEAD}1,2025-03-01 08:00,new,A,D, INC7 ,\n`, runner);
    expect(runner.story('desk-INC7')).toBe('LogTicket AssignTicket');
  });
});
