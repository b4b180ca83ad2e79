import { describe, expect, it } from 'vitest';
import { explainRow } from '../../../src/imports/explain/explain-row.js';
import { inferMapping } from '../../../src/imports/infer/infer-mapping.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { inProject, withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

const HEADER = 'Ticket;Zustand;Status;Team;Abteilung Department;Created;Resolved;Assigned to;CSAT\n';
const ROWS = [
  '1;x;Neu;Netz;Ward 3;03.01.2026 08:00;;Grete Müller;',
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
      for (const doubt of ['record.key', 'format.encoding', 'zone', 'states: "Neu"', '"CSAT"'])
        expect(toDecide.filter((line) => line.startsWith(doubt))).toHaveLength(1);
      expect(text).not.toMatch(/Grete|Hans|Ward/);
      const report = await runImport({ file, mapping, dryRun: true }, { runner: new RecordingRunner() });
      expect(report).toMatchObject({ rows: { in: 3, accepted: 2 }, rejects: [{ row: 1, code: 'UNKNOWN_STATE' }] });
    });
  });

  it('names the shipped mapping that fits', async () => {
    expect((await inferMapping(inProject('examples/hospital-incidents.csv'))).fitting).toEqual(['hospital-incidents']);
  });

  it.each([
    ['a table without a header', ROWS.join('\n') + '\n'],
    ['one column', 'Ticket\n1\n2\n'],
    ['a header alone', HEADER],
    ['JSON', '[{"caller":"Grete"}]'],
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
