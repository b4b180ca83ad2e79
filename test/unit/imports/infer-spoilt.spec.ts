import { describe, expect, it } from 'vitest';
import { inferMapping } from '../../../src/imports/infer/infer-mapping.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';
import { zipOf } from './support/zip.js';

const infer = (content: string | Uint8Array) =>
  withFile(content, async (file) => {
    const { toDecide, text } = await inferMapping(file);
    const mapping = parseMapping(text);
    const runner = new RecordingRunner();
    const report = await runImport({ file, mapping, zone: 'UTC' }, { runner });
    const moments = runner.commands('LogTicket').map(({ occurredAt }) => occurredAt.slice(0, 16));
    return { toDecide: toDecide.join('\n'), mapping, report, moments };
  });

const HEAD = 'Number,Opened,Status,Team,Closed,Note';
const row = (no: number, closed = '', note = '') => `${no},2026-03-0${no} 08:00,New,Net,${closed},${note}`;
const table = (...rows: readonly string[]) => `${[HEAD, ...rows].join('\n')}\n`;

describe('--infer reads tables that a program or a person has spoilt', () => {
  it.each([
    [
      'whose last empty cells were cut off',
      table(row(1).replace(/,+$/, ''), row(2).replace(/,+$/, ''), row(3)),
      { ragged: 'fit' },
    ],
    ['whose rows end with a delimiter', table(...[1, 2, 3].map((no) => `${row(no, '', '"two\nlines"')},`)), { ragged: 'fit' }],
    ['that escapes quotes', table(row(1, '', '"say \\"no\\", \\\\"'), row(2), row(3)), { escape: '\\' }],
  ])('%s, and says so', async (_, text, format) => {
    const { mapping, report, toDecide } = await infer(text);
    expect(mapping.format).toMatchObject(format);
    expect(report.rows).toEqual({ in: 3, accepted: 3, rejected: 0 });
    expect(toDecide).toMatch(/^format\.(ragged|escape):/m);
  });

  it('with a total below, which is no reason to fit the other rows', async () => {
    const { mapping, report } = await infer(table(...Array.from({ length: 20 }, (_, i) => row((i % 9) + 1)), 'Total,20'));
    expect(mapping.format).not.toHaveProperty('ragged');
    expect(report.rejects).toMatchObject([{ row: 21, code: 'BROKEN_ROW' }]);
  });

  it('put together of several files, each with its header', async () => {
    const { mapping, report, toDecide } = await infer(`${table(row(1), row(2))}\uFEFF${table(row(3))}`);
    expect(report.rejects.map(({ row: no, code }) => [no, code])).toEqual([[3, 'EXCLUDED']]);
    expect(mapping.exclude).toEqual([{ Number: 'Number' }]);
    expect(toDecide).toContain('exclude: 1 of the rows repeat the header');
  });

  it('with blanks around each cell', async () => {
    const { mapping, report } = await infer(table(row(1), row(2)).replaceAll(',', ' | '));
    expect(mapping.clean).toEqual({ everywhere: 'trim' });
    expect(report.rows.accepted).toBe(2);
  });

  it.each([['NaT'], ['(null)'], ['\\N'], ['#NV'], ['noch offen'], ['9999-12-31 00:00'], ['2999-12-31']])(
    'that write %s for no time, and says so',
    async (nothing) => {
      const { mapping, report, toDecide } = await infer(table(row(1, nothing), row(2, '2026-03-04 08:00'), row(3, nothing)));
      expect(mapping.times).toHaveProperty('Closed');
      expect(report.rejects).toEqual([]);
      expect(report.byType['TicketClosed']).toBe(1);
      expect(toDecide).toMatch(/^missing: ".*" (in "Closed" )?is read as no/m);
    },
  );
});

describe('--infer reads moments', () => {
  it.each([
    ['1. März 2026 08:00|2. Mai 2026 08:00', 'de', 'd. MMM yyyy HH:mm'],
    ['01/Mrz/26 8:00 AM|02/Mai/26 8:00 AM', 'de', 'd/MMM/yy h:mm a'],
    ['1 de marzo de 2026 8:00 a. m.|2 de mayo de 2026 8:00 a. m.', 'es', "d 'de' MMMM 'de' yyyy h:mm a"],
    ['1 mars 2026 à 08:00|2 mai 2026 à 08:00', 'fr', "d MMMM yyyy 'à' HH:mm"],
    ['Sunday, March 1, 2026 8:00 AM|Saturday, May 2, 2026 8:00 AM', undefined, 'EEEE, MMMM d, yyyy h:mm a'],
    ['20260301080000|20260502080000', undefined, 'yyyyMMddHHmmss'],
  ])('%s', async (texts, language, format) => {
    const rows = texts.split('|').map((text, i) => `${i}\t${text}\tNew`);
    const { mapping, moments } = await infer(`Number\tOpened\tStatus\n${rows.join('\n')}\n`);
    expect([mapping.language, mapping.times['Opened']]).toEqual([language, format]);
    expect(moments).toEqual(['2026-03-01T08:00', '2026-05-02T08:00']);
  });

  it('in two forms, of which a spreadsheet may have made one, but never in two orders of day and month', async () => {
    const opened = (...texts: readonly string[]) =>
      infer(`Number;Opened;Updated\n${texts.map((text, i) => `${i};${text};2026-01-01`).join('\n')}\n`);
    const { mapping, toDecide } = await opened('2026-02-01 08:00', '2026-03-01 08:00', '13/03/2026 08:00');
    expect(mapping.times['Opened']).toEqual(['iso', 'd/M/yyyy HH:mm']);
    expect(toDecide).toContain('it may have exchanged day and month');
    const both = await opened('13/03/2026', '14/03/2026', '03/14/2026');
    expect(both.mapping.times).not.toHaveProperty('Opened');
  });

  it.each([
    ['Date Opened,Time Opened,Date Closed,Time Closed', '2026-03-01,08:00,2026-03-02,09:30:00', '2026-03-01T08:00'],
    ['Erstelldatum,Erstellzeit,Geändert am,Geändert um', '1.3.2026,08:00,2.3.2026,9:00 pm', '2026-03-01T08:00'],
    ['created_date,created_time,Owner,Kind', '03/13/2026,08:00,A,B', '2026-03-13T08:00'],
    ['Opened,Clock,Owner,Kind', '13.03.2026,08:00,A,B', '2026-03-13T08:00'],
  ])('of day and time in two columns as one moment: %s', async (header, row, right) => {
    const { mapping, toDecide, moments } = await infer(`Number,${header},Status\n1,${row},New\n2,,,,,New\n`);
    const [day, time] = header.split(',');
    expect(mapping.derive).toMatchObject({ [`${day} ${time}`]: `{${day}} {${time}}` });
    expect(moments).toEqual([right]);
    expect(toDecide).toContain(`"${day}" holds days and "${time}" times of day`);
    expect(toDecide).not.toContain('holds days alone');
  });

  it('with one date for solved and closed alike: a ticket that is solved is not closed by it, and one that is closed is', async () => {
    const rows = ['1,2026-03-01 08:00,Resolved,2026-03-02 08:00', '2,2026-03-01 08:00,Closed,2026-03-02 08:00'];
    const { report } = await infer(`Number,Opened,Status,Close Date\n${rows.join('\n')}\n`);
    expect(report.byType).toMatchObject({ TicketResolved: 2, TicketClosed: 1 });
    expect(report.byType).not.toHaveProperty('TicketReopened');
  });

  it('with addresses, which are of persons, whatever the name of their column', async () => {
    const { mapping } = await infer('Number,Opened,Client,Status\n1,2026-03-01 08:00,ann@clinic.example,New\n');
    expect(mapping.pseudonyms).toEqual(['Client']);
    expect(mapping.registers.departments.column).toBeUndefined();
  });

  it('of a time of day that may belong to either of two days as days, and says so', async () => {
    const { mapping, toDecide } = await infer('Number,Opened,Closed,Clock,Status\n1,1.3.2026,2.3.2026,08:00,New\n');
    expect(mapping.derive).toBeUndefined();
    expect(toDecide).toContain('"Opened" holds days alone, and "Clock" times of day');
  });

  it('with the abbreviation of a zone as an offset, in summer and winter, and asks', async () => {
    const { mapping, toDecide, moments } = await infer(
      'Number,Opened,Updated,Status\n1,01.07.2026 08:00 CEST,2026-07-01 08:00:00 EDT,New\n2,,2026-07-02 08:00:00 EDT,New\n',
    );
    expect(moments).toEqual(['2026-07-01T06:00', '2026-07-02T12:00']);
    expect(mapping.derive).toMatchObject({ 'Opened offset': { values: { CET: '+01:00', CEST: '+02:00' } } });
    expect(mapping.zone).toBeUndefined();
    expect(toDecide).toContain('"Opened" names zones by abbreviations, read as CET +01:00, CEST +02:00');
    expect(toDecide).not.toContain('zone: times name no zone');
    await expect(infer('Number,Opened,Status\n1,01.07.2026 08:00 XYZ,New\n')).rejects.toThrow(
      'no column in which all texts are moments',
    );
  });

  it('which fractions of a day look like distant years', async () => {
    const { mapping, moments } = await infer('Number;Opened;Status\n1;46082,1375;New\n2;46083.5;New\n');
    expect(mapping.missing).toBeUndefined();
    expect(moments).toEqual(['2026-03-01T03:18', '2026-03-02T12:00']);
  });
});

describe('--infer reads a table of changed fields', () => {
  it('as a history: what a row says depends on its field', async () => {
    const { mapping, report, toDecide } = await infer(
      [
        'sys_id,documentkey,fieldname,oldvalue,newvalue,sys_created_on',
        'a,T1,state,,New,2026-03-01 08:00',
        'b,T1,assignment_group,,Net,2026-03-01 08:01',
        'c,T2,state,,New,2026-03-01 08:02',
        'd,T1,state,New,Resolved,2026-03-01 09:00',
        'e,T1,priority,1,2,2026-03-01 09:00',
        'f,T1,assignment_group,Net,,2026-03-01 10:00',
      ].join('\n'),
    );
    expect(mapping).toMatchObject({ fidelity: 'HISTORY', record: { key: 'documentkey', history: ['sys_id'] } });
    expect(report.rows.accepted).toBe(6);
    expect(report.byType).toMatchObject({ TicketLogged: 2, TicketAssigned: 1, TicketResolved: 1, TicketUnassigned: 1 });
    expect(toDecide).toContain('"changed state" where it is "state"');
  });
});

describe('--infer reads a workbook', () => {
  const sheet = (...rows: readonly string[]) =>
    `<worksheet><sheetData>${rows
      .map(
        (cells) =>
          `<row>${cells
            .split(',')
            .map((text) => `<c t="str">${text}</c>`)
            .join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`;
  const workbook = (sheets: Readonly<Record<string, string>>) =>
    zipOf({
      'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${Object.keys(sheets)
        .map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`)
        .join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${Object.keys(sheets)
        .map((_, i) => `<Relationship Id="r${i}" Target="s${i}.xml"/>`)
        .join('')}</Relationships>`,
      ...Object.fromEntries(Object.values(sheets).map((xml, i) => [`xl/s${i}.xml`, xml])),
    });
  const tickets = sheet('<v>Number</v>,<v>Opened</v>,<v>Status</v>', '<v>1</v>,<v>2026-03-01 08:00</v>,<v>New</v>');

  it('of several sheets by the one with the largest table, and says so', async () => {
    const { mapping, toDecide, report } = await infer(workbook({ Read: sheet('<v>About</v>', '<v>me</v>'), Tickets: tickets }));
    expect(mapping.format).toEqual({ type: 'xlsx', sheet: 'Tickets' });
    expect(toDecide).toContain('format.sheet: of the sheets "Read", "Tickets", "Tickets" is chosen');
    expect(report.rows.accepted).toBe(1);
  });

  it('whose formulas have no results: it says why it has no rows', async () => {
    const file = workbook({ Tickets: tickets.replace('<v>1</v>', '<f>A9</f>') });
    await expect(infer(file)).rejects.toThrow(/no rows with several columns; of the first row: the formula in column/);
  });

  it.each([
    ['<html><head></head><body>\n<table><tr><td>Number</td></tr></table>'],
    ['<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table/></Workbook>'],
  ])('only if it is one: %s', async (text) => {
    await expect(infer(text)).rejects.toThrow('is a spreadsheet written as a web page or as XML');
  });

  it('says so of an event log that is no valid XML', async () => {
    const log = '<log><trace><string key="concept:name" value="&mine;"/></trace></log>';
    await expect(infer(log)).rejects.toMatchObject({
      code: 'INVALID_FILE',
      message: expect.stringContaining('is not valid XML: 1:') as unknown,
    });
  });
});
