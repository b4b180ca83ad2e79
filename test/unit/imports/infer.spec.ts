import { describe, expect, it } from 'vitest';
import { explainRow } from '../../../src/imports/explain-row.js';
import { inferMapping } from '../../../src/imports/infer/infer-mapping.js';
import { loadMapping, parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { inProject, withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';
import { zipOf } from './support/zip.js';

const HEADER = 'Ticket;Zustand;Status;Team;Abteilung Department;Created;Resolved;Assigned to;CSAT\n';
const ROWS = [
  '1;x;Seltsam;Netz;Ward 3;03.01.2026 08:00;;Grete Müller;',
  '2;x;Resolved;Netz;"Ward; 4";04.01.2026 08:00;13.01.2026 09:00;Hans Groß;5',
  '3;x;New;Desk;Ward 3;05.01.2026 08:00;;Hans Groß;',
];
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('--infer', () => {
  it('finds how a table is written and suggests a mapping that can be used', async () => {
    await withFile(latin1(HEADER + ROWS.join('\n') + '\n'), async (file) => {
      const { text, toDecide } = await inferMapping(file);
      const mapping = parseMapping(text);
      expect(mapping).toMatchObject({
        format: { type: 'csv', delimiter: ';', encoding: 'windows-1252' },
        record: { key: 'Ticket' },
        times: { Created: 'dd.MM.yyyy HH:mm', Resolved: 'dd.MM.yyyy HH:mm' },
        pseudonyms: ['Assigned to'],
        registers: { teams: { column: 'Team' }, departments: { column: 'Abteilung Department' } },
        states: { of: 'Status', values: { Resolved: 'RESOLVED', New: 'NEW' } },
      });
      for (const doubt of ['record.key', 'format.encoding', 'zone', 'occurredAt', 'states: "Seltsam"', '"CSAT"'])
        expect(toDecide.filter((line) => line.startsWith(doubt))).toHaveLength(1);
      expect(text).not.toMatch(/Grete|Hans|Ward/);
      // In which zone times were written nobody can tell by them.
      expect(mapping.zone).toBeUndefined();
      const report = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(report).toMatchObject({ rows: { in: 3, accepted: 2 }, rejects: [{ row: 1, code: 'UNKNOWN_STATE' }] });
    });
  });

  it('reads the words of German systems, marked columns, and moments that stand for none', async () => {
    const table = `id;Ticketnummer*;Zustand;Zuweisungsgruppe*+;Melder;Erstellt am;Zuletzt geändert;Gelöst am
1;T1;Offen;Netz;Grete;03.01.2026 08:00;03.01.2026 08:00;01.01.1900 00:00
2;T2;Erledigt;Netz;Hans;04.01.2026 08:00;05.01.2026 09:00;05.01.2026 09:00
3;T2;Rückfrage;Netz;Hans;04.01.2026 08:00;06.01.2026 09:00;01.01.1900 00:00
`;
    await withFile(table, async (file) => {
      expect(parseMapping((await inferMapping(file)).text)).toMatchObject({
        record: { key: 'Ticketnummer*' },
        missing: { columns: { 'Gelöst am': ['01.01.1900 00:00'] } },
        occurredAt: 'Zuletzt geändert',
        pseudonyms: ['Melder'],
        registers: { teams: { column: 'Zuweisungsgruppe*+' } },
        opening: { at: 'Erstellt am' },
        states: { of: 'Zustand', values: { Offen: 'NEW', Erledigt: 'RESOLVED', Rückfrage: 'ON_HOLD' } },
      });
    });
  });

  it('reads a workbook, its header below a title and groups of columns', async () => {
    const row = (line: number, cells: string) =>
      `<row r="${line}">${cells
        .split(',')
        .map((text, i) => (text === '' ? '' : `<c r="${'ABCD'[i]}${line}" t="str"><v>${text}</v></c>`))
        .join('')}</row>`;
    const rows = [
      'Export',
      'Ticket,,Times',
      'Number,Status,Opened,Group',
      '1,New,2026-01-03T08:00:00,Net',
      '2,Closed,2026-01-04T08:00:00,Net',
    ];
    const workbook = zipOf({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Tickets" r:id="r0"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r0" Target="worksheets/sheet0.xml"/></Relationships>',
      'xl/worksheets/sheet0.xml': `<worksheet><sheetData>${rows.map((cells, i) => row(i + 1, cells)).join('')}</sheetData></worksheet>`,
    });
    await withFile(workbook, async (file) => {
      const mapping = parseMapping((await inferMapping(file)).text);
      expect(mapping.format).toEqual({ type: 'xlsx', skipLines: 2 });
      const report = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(report.rows).toEqual({ in: 2, accepted: 2, rejected: 0 });
    });
  });

  it.each([
    ['2026/01/03 08:00:00.000', 'yyyy/MM/dd HH:mm:ss.SSS'],
    ['2026/01/03 08:00', 'yyyy/MM/dd HH:mm'],
    ['31-01-2026 08:00:00', 'd-M-yyyy HH:mm:ss'],
    ['03-Jan-2026 08:00', 'd-MMM-yyyy HH:mm'],
    ['03/Jan/26 8:00 AM', 'd/MMM/yy h:mm a'],
    ['Jan 3, 2026 8:00 AM', 'MMM d, yyyy h:mm a'],
    ['1/31/2026 8:00:00 AM', 'M/d/yyyy h:mm:ss a'],
  ])('reads a log of activities at %s', async (at, format) => {
    await withFile(`Case ID;Activity;Timestamp\n1;Resolve ticket;${at}\n2;Closed;${at}\n`, async (file) => {
      const mapping = parseMapping((await inferMapping(file)).text);
      expect(mapping).toMatchObject({ times: { Timestamp: format }, states: { of: 'Activity' } });
      const { rows } = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(rows.accepted).toBe(2);
    });
  });

  it('names the shipped mapping that fits', async () => {
    expect((await inferMapping(inProject('examples/hospital-incidents.csv'))).fitting).toEqual(['hospital-incidents']);
  });

  const TABLE = `number,state,Süd,opened,caller,state\n1,New,Süd,2026-01-03 08:00,Grete,x\n2,New,Süd,2026-01-03 09:00,Hans,x\n`;
  it.each([
    ['a title before the header', Buffer.from(`Tickets of March\n\n${TABLE}`), { skipLines: 1 }],
    [
      'the delimiter before it, as spreadsheets write it',
      Buffer.from(`sep=^\r\n${TABLE.replaceAll(',', '^')}`),
      { skipLines: 1, delimiter: '^' },
    ],
    ['UTF-16 without a mark', Buffer.from(TABLE, 'utf16le'), { encoding: 'utf-16le' }],
    ['UTF-16 the other way about', Buffer.from(TABLE, 'utf16le').swap16(), { encoding: 'utf-16be' }],
    ['a code page of DOS', Buffer.from(TABLE.replaceAll('ü', '\x81'), 'latin1'), { encoding: 'cp850' }],
    ['one of Windows', latin1(TABLE), { encoding: 'windows-1252' }],
  ])('finds %s, and which of two columns of one name', async (_what, bytes, format) => {
    await withFile(bytes, async (file) => {
      const mapping = parseMapping((await inferMapping(file)).text);
      expect(mapping).toMatchObject({ format: { type: 'csv', ...format }, states: { of: 'state#1' } });
      const report = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(report.rows).toEqual({ in: 2, accepted: 2, rejected: 0 });
    });
  });

  const ticket = (no: number) => ({
    key: `T${no}`,
    status: { id: no, name: no % 2 === 0 ? 'Closed' : 'Open' },
    requester: { name: 'Grete Müller', emails: ['grete@example.org'] },
    group: { name: 'Netz' },
    created: `2026-01-0${no}T08:00:00.000+0100`,
    log: [{ at: 'x' }],
  });
  const tickets = [ticket(1), ticket(2), ticket(3)];
  const { key: _, ...unnamed } = ticket(4);
  it.each([
    ['an array', JSON.stringify(tickets), { type: 'json' }],
    ['an array inside', JSON.stringify({ total: 3, data: { tickets, groups: [{ name: 'Netz' }] } }), { rows: 'data.tickets' }],
    ['an object by keys', JSON.stringify({ T1: unnamed, T2: unnamed, T3: unnamed }), { keyed: 'key' }],
    ['an object a line', tickets.map((one) => JSON.stringify(one)).join('\n'), { type: 'ndjson' }],
    [
      'more than is looked at',
      JSON.stringify(Array.from({ length: 40 }, () => ({ ...ticket(1), text: '"'.repeat(20_000) }))),
      { type: 'json' },
    ],
  ])('reads JSON: %s', async (_what, text, format) => {
    await withFile(text, async (file) => {
      const inferred = await inferMapping(file);
      const mapping = parseMapping(inferred.text);
      expect(mapping).toMatchObject({
        format: { ...format, columns: expect.arrayContaining(['key', 'status.name', 'requester.name', 'group.name', 'created']) },
        record: { key: 'key' },
        pseudonyms: ['requester.name'],
        registers: { teams: { column: 'group.name' } },
        states: { of: 'status.name' },
      });
      expect(inferred.toDecide).toContainEqual(expect.stringMatching(/^format.each: "log" holds several/));
      expect(inferred.text).not.toMatch(/Grete|missing/);
      const { rows } = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(rows.accepted).toBe(rows.in);
    });
  });

  it('reads an event log by its standard attributes, and names what activities it understands', async () => {
    const event = (name: string, at: string) =>
      `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-01-0${at}:00:00+01:00"/><string key="org:group" value="Netz"/></event>`;
    const traces = [1, 2].map(
      (no) =>
        `<trace><string key="concept:name" value="T${no}"/><string key="Ward" value="3b"/>${event('Zap', '1T08')}${event('Solved', '2T08')}</trace>`,
    );
    await withFile(
      `<?xml version="1.0" encoding="UTF-8"?><x:log xmlns:x="http://www.xes-standard.org/">${traces.join('')}</x:log>`,
      async (file) => {
        const { text, toDecide } = await inferMapping(file);
        const mapping = parseMapping(text);
        expect(mapping).toMatchObject({
          format: { type: 'xes' },
          fidelity: 'HISTORY',
          record: { key: 'case:concept:name' },
          registers: { teams: { column: 'org:group' }, departments: { column: 'case:Ward' } },
          states: { of: 'concept:name', values: { Solved: 'RESOLVED' }, otherwise: 'keep' },
        });
        expect(toDecide).toContainEqual(expect.stringMatching(/^states: "Zap" is not understood/));
        const { rows, byType } = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
        expect([rows.accepted, byType['TicketResolved']]).toEqual([4, 2]);
      },
    );
  });

  it.each([
    ['examples/zammad.json', 'zammad'],
    ['examples/jira.json', 'jira'],
    ['examples/freescout.json', 'freescout'],
    ['examples/freshdesk.json', 'freshdesk'],
  ])('names the shipped mapping of %s', async (file, name) => {
    expect((await inferMapping(inProject(file))).fitting).toEqual([name]);
  });

  it('names the shipped mapping of a table that has no moments', async () => {
    const { benchmarks } = await loadMapping('nhs-staff-survey');
    const named = (benchmarks?.figures ?? []).flatMap(({ value, n }) => [value, n]);
    const table = ['ODS code', 'Year', 'Organisation name', ...named];
    await withFile(`${table.join(',')}\n${table.map(() => '1').join(',')}\n`, async (file) => {
      const remedy = expect.stringContaining('--mapping nhs-staff-survey') as string;
      await expect(inferMapping(file)).rejects.toMatchObject({ code: 'INVALID_FILE', remedy });
    });
  });

  it.each([
    ['a row longer than its header', `Ticket;State\nGrete;x;\nHans;x;\nGrete;y;\n`],
    ['a web page', '<!DOCTYPE html><p>Grete</p>'],
    ['lines that end by a carriage return', TABLE.replaceAll('\n', '\r')],
    ['nothing', '\n'],
    ['a table without a header', ROWS.join('\n') + '\n'],
    ['one column', 'Ticket\n1\n2\n'],
    ['a header alone', HEADER],
    ['JSON of one column', '[{"caller":"Grete"}]'],
    ['JSON without objects', '{"Grete": ["Hans", 1]}'],
    ['XML that is no event log', '<?xml version="1.0"?><tickets><ticket caller="Grete"/></tickets>'],
  ])('refuses %s, and quotes nothing of it', async (_what, text) => {
    await withFile(latin1(text), async (file) => {
      const error: unknown = await inferMapping(file).catch((refusal: unknown) => refusal);
      expect(error).toMatchObject({ code: 'INVALID_FILE' });
      expect((error as Error).message).not.toMatch(/Grete|Hans|Ward/);
    });
  });
});

describe('--explain', () => {
  const request = (row: number) => ({ file: inProject('examples/zammad.json'), mapping: 'zammad', row });

  it('tells what a row becomes, and afterwards that it is there', async () => {
    const runner = new RecordingRunner();
    const before = await explainRow(request(4), runner);
    expect(before).toMatchObject({ record: 'zammad-10001', together: [1, 2, 3, 4, 5, 6, 7, 8, 9], alreadyThere: [] });
    expect(before.commands.map(({ command }) => command)).toEqual(['AcknowledgeTicket', 'ShareTicketUpdate']);
    expect(before.cells).toMatchObject({ number: '10001', customer: '(a person)' });
    await runImport(request(4), { runner });
    const after = await explainRow(request(4), runner);
    expect(after).toMatchObject({ commands: [], alreadyThere: ['TicketAcknowledged', 'TicketUpdateShared'] });
  });

  it('tells why a row is rejected, and that there is none', async () => {
    const audit = { file: inProject('examples/servicenow-audit.csv'), mapping: 'servicenow-audit' };
    expect(await explainRow({ ...audit, row: 14 }, new RecordingRunner())).toMatchObject({ rejected: { code: 'EXCLUDED' } });
    await expect(explainRow({ ...audit, row: 15 }, new RecordingRunner())).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
