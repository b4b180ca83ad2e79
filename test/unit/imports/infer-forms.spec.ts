import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../src/imports/infer/guessed-states.js';
import { inferMapping } from '../../../src/imports/infer/infer-mapping.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

const infer = (content: string) =>
  withFile(content, async (file) => {
    const { toDecide, text } = await inferMapping(file);
    const mapping = parseMapping(text);
    const report = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
    return { toDecide, mapping, report };
  });

/** A table of tickets opened at these texts. */
const opened = (texts: readonly string[], name = 'Created') =>
  infer(['Ticket\tStatus\t' + name, ...texts.map((text, i) => `${i}\tNew\t${text}`)].join('\n'));

describe('--infer reads moments', () => {
  it.each([
    [['3/14/25 9:12 AM', '3/4/25 9:12 AM'], 'M/d/yy h:mm a'],
    [['14.3.25 9:12', '4.3.25 19:12'], 'd.M.yy H:mm'],
    [['14/03/2025 09:12 PM', '04/03/2025 09:12 AM'], 'd/M/yyyy h:mm a'],
    [['14 Mar 2025 09:12 AM', '04 Mar 2025 09:12 PM'], 'd MMM yyyy h:mm a'],
    [['3-14-2025 09:12', '3-4-2025 09:12'], 'M-d-yyyy HH:mm'],
    [['Tue Mar 04 09:12:33 2025', 'Not set'], 'EEE MMM d HH:mm:ss yyyy'],
    [['Tue, 4 Mar 2025 09:12:33 +0100', 'Wed, 5 Mar 2025 09:12:33 +0100'], 'EEE, d MMM yyyy HH:mm:ss ZZZ'],
    [['1741075953', '1741162353'], 'epoch-seconds'],
    [['1741075953123', '1741162353123'], 'epoch-millis'],
    [['45719,336944', '45720.5'], 'spreadsheet-days'],
  ])('as %j', async (texts, format) => {
    const { mapping, report } = await opened(texts);
    expect(mapping.times).toEqual({ Created: format });
    expect(report.rejects.map(({ code }) => code)).toEqual(texts.includes('Not set') ? ['MISSING_VALUE'] : []);
  });

  it('but takes a number for one only where its column is named so', async () => {
    await expect(opened(['1741075953', '1741162353'], 'Phone')).rejects.toMatchObject({ code: 'INVALID_FILE' });
  });

  it('in the order of day and month that any column shows', async () => {
    const { mapping, toDecide } = await infer('Ticket;Created;Closed\n1;3/4/2025 09:00;3/5/2025 09:00\n2;3/14/2025 09:00;\n');
    expect(mapping.times).toEqual({ Created: 'M/d/yyyy HH:mm', Closed: 'M/d/yyyy HH:mm' });
    expect(toDecide).not.toContainEqual(expect.stringContaining('no row shows which'));
  });

  it('with totals below them, and says that these are none', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `4571${i % 10}`);
    const { report, toDecide } = await opened([...texts, '20']);
    expect(report.rejects).toMatchObject([{ row: 21, code: 'INVALID_INPUT' }]);
    expect(toDecide).toContainEqual(expect.stringMatching(/^times: 1 of the texts of "Created" are no moments/));
  });

  it('and names the columns that may hold them where it cannot', async () => {
    const oddly = Array.from({ length: 4 }, (_, i) => `0${i + 1}~03~2025, 4. März 2025`);
    await expect(opened(oddly)).rejects.toMatchObject({ remedy: expect.stringMatching(/^"Created" may hold moments/) as string });
    const { toDecide } = await infer(['Ticket;Created;Solved', ...oddly.map((text, i) => `${i};2025-03-04;${text}`)].join('\n'));
    expect(toDecide).toContainEqual(expect.stringMatching(/^times: "Solved" is named like a moment, but/));
  });

  it('once, where a document writes them for people and for machines', async () => {
    const at = { display_value: '04/03/2025 09:12 AM', value: '1741075953123' };
    const { mapping } = await infer(JSON.stringify([1, 2].map((id) => ({ id, created_time: at, status: 'Open' }))));
    expect(mapping.times).toEqual({ 'created_time.value': 'epoch-millis' });
  });
});

describe('--infer reads tables as spreadsheets write them', () => {
  it('whose title and groups of columns are as wide as the table', async () => {
    const { mapping, report } = await infer(
      'Tickets;;;;;\n;;;;;\n;;Times;;;Who\nNr.;Status;Created;Closed;Updated;Abteilung\n' +
        '1;Neu;2025-03-04;;2025-03-04;Labor\n2;Neu;2025-03-04;;2025-03-04;Labor\n',
    );
    expect(mapping).toMatchObject({ format: { skipLines: 3 }, record: { key: 'Nr.' } });
    expect(report.rows.accepted).toBe(2);
  });

  it('in which a department stands once for several rows', async () => {
    const { toDecide } = await infer(
      'Ticket,Department,Status,Created\n1,Lab,New,2025-03-04\n2,,New,2025-03-04\n3,,New,2025-03-04\n',
    );
    expect(toDecide).toContainEqual(expect.stringMatching(/^registers: "Department" is empty in 2 of 3 rows/));
  });
});

describe('--infer takes answers to a survey for no tickets', () => {
  it('and says so where it reads their moments', async () => {
    const { toDecide } = await infer('"id","submitdate","lastpage","startlanguage","Q1"\n1,2026-02-01 10:00:00,3,en,A1\n');
    expect(toDecide[0]).toMatch(/^response: Answers to a survey are not tickets, and "submitdate", "lastpage", "startlanguage"/);
  });

  it('and where it cannot, for the lines of words below a header', async () => {
    const table =
      'StartDate,RecordedDate,Status,Finished,ResponseId,Q1\nStart Date,Recorded Date,Response Type,Finished,Response ID,Q\n';
    const rows = '2026-02-01 10:00:00,2026-02-01 10:00:00,IP Address,True,R_1,Agree\n'.repeat(2);
    const remedy = expect.stringContaining('docs/mappings.md, "Answers to a survey"') as string;
    await expect(infer(table + rows)).rejects.toMatchObject({ code: 'INVALID_FILE', remedy });
  });
});

it.each([
  ['New', 'NEW'],
  ['Awaiting Assignment', 'NEW'],
  ['Unresolved', undefined],
  ['Heropend', 'IN_PROGRESS'],
  ['Réouvert', 'IN_PROGRESS'],
  ['In behandeling', 'IN_PROGRESS'],
  ['En cours (Attribué)', 'IN_PROGRESS'],
  ['En attente', 'ON_HOLD'],
  ['Wachten op aanmelder', 'ON_HOLD'],
  ['Feedback', 'ON_HOLD'],
  ['zurückgestellt', 'ON_HOLD'],
  ['Gereed', 'RESOLVED'],
  ['Résolu', 'RESOLVED'],
  ['Afgemeld', 'CLOSED'],
  ['Clos', 'CLOSED'],
  ['zusammengefasst', 'CANCELLED'],
])('the state %s is guessed as %s', (text, state) => {
  expect(stateOf(text)).toBe(state);
});
