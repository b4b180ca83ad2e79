import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/imports/report/import-report.js';
import { runImport } from '../../../src/imports/run-import.js';
import { inProject, withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

// Thousands of rows several times over: more than a busy machine does in the usual five seconds.
const SAMPLE = inProject('../shared/data/uci498-incidents-sample.csv');
const sources = [
  {
    file: inProject('examples/hospital-incidents.csv'),
    mapping: 'hospital-incidents',
    rows: 297,
    rejected: 1,
    records: 60,
    reopened: 5,
  },
  { file: SAMPLE, mapping: 'uci498-incidents', rows: 3489, rejected: 5, records: 495, reopened: 31 },
];
for (const { file } of sources) if (!existsSync(file)) console.warn(`skipped, absent: ${file}`);

/** The event of a run itself. */
const RUN = 1;

/** Records are sent side by side: only the order within a stream is fixed. */
const byId = (runner: RecordingRunner) =>
  new Map(
    runner
      .commands()
      .filter((command) => command.constructor.name !== 'RecordImportRun')
      .map((command) => [command.commandId, { ...command }]),
  );

/** What every import must show, whatever its source. */
describe.each(sources.filter(({ file }) => existsSync(file)))(
  'importing $file',
  ({ file, mapping, rows, rejected, records, reopened }) => {
    /** What one import of the whole file came to; runners that take it again are of the tests. */
    const whole = new RecordingRunner();
    let report: ImportReport;
    beforeAll(async () => {
      report = await runImport({ file, mapping }, { runner: whole });
    });

    it('accounts for every row, naming the rejected ones with their reason', () => {
      expect(report.rows).toEqual({ in: rows, accepted: rows - rejected, rejected });
      expect(report.rejects.map(({ code }) => code)).toEqual(Array(rejected).fill('UNKNOWN_STATE'));
      expect(report.records).toBe(records);
      expect(report.byType['TicketLogged']).toBe(records);
      expect(report.byType['InteractionStarted']).toBe(records);
      expect(report.byType['TicketReopened']).toBe(reopened);
      expect(report.fidelity).toEqual({ NATIVE: 0, HISTORY: 0, SNAPSHOT: report.events.appended });
      expect(Object.values(report.byType).reduce((sum, n) => sum + n, 0)).toBe(report.events.appended);
    });

    it('adds nothing the second time', async () => {
      const runner = new RecordingRunner();
      const first = await runImport({ file, mapping }, { runner });
      const second = await runImport({ file, mapping }, { runner });
      expect(second.events).toEqual({ appended: 0, alreadyThere: first.events.appended });
      expect(second.rows).toEqual(first.rows);
    });

    it.each([0.3, 0.8])('adds only what is new of a longer file (after its first %f)', async (share) => {
      const whole = await readFile(file, 'utf8');
      const lines = whole.split('\n');
      const shorter = lines.slice(0, Math.floor(lines.length * share)).join('\n');
      const runner = new RecordingRunner();
      const first = await withFile(shorter, (part) => runImport({ file: part, mapping }, { runner }));
      const second = await runImport({ file, mapping }, { runner });
      expect(second.events.alreadyThere + RUN).toBe(first.events.appended);
      // Two runs are on record, each with its own event.
      expect(first.events.appended + second.events.appended).toBe(report.events.appended + RUN);
    });

    it('reads what it is given and nothing of what came later', async () => {
      const [header, ...lines] = (await readFile(file, 'utf8')).split('\n') as [string, ...string[]];
      const columns = header.split(',');
      const backfilled = ['closed_at', 'resolved_at', 'closed_code', 'close_code', 'resolved_by'].map((name) =>
        columns.indexOf(name),
      );
      const state = columns.findIndex((name) => name === 'state' || name === 'incident_state');
      const blinded = lines.map((line) => {
        const cells = line.split(',');
        return cells[state] === 'Closed'
          ? line
          : cells.map((cell, i) => (backfilled.includes(i) ? '1/1/2030 00:00' : cell)).join(',');
      });
      const blind = new RecordingRunner();
      await withFile([header, ...blinded].join('\n'), (other) => runImport({ file: other, mapping }, { runner: blind }));
      expect(byId(blind)).toEqual(byId(whole));
    });

    it('claims no human word to the department, which a snapshot cannot show', () => {
      expect(report.byType['TicketAcknowledged']).toBeUndefined();
      expect(report.byType['TicketUpdateShared']).toBeUndefined();
    });

    it('decides everything and sends nothing in a dry run', async () => {
      const runner = new RecordingRunner();
      const dry = await runImport({ file, mapping, dryRun: true }, { runner });
      expect(runner.outcomes).toEqual([]);
      expect({ ...dry, seconds: 0, dryRun: false }).toEqual({ ...report, seconds: 0 });
    });
  },
);

describe('the example', () => {
  it('tells its tickets’ stories', async () => {
    const runner = new RecordingRunner();
    await runImport({ file: inProject('examples/hospital-incidents.csv'), mapping: 'hospital-incidents' }, { runner });
    expect(runner.story('example-HI00040')).toMatch(
      /ResolveTicket ReopenTicket PlaceTicketOnHold ResolveTicket CloseTicket RecordTicketImport$/,
    );
    expect(runner.story('example-HI00029')).toMatch(
      /CloseTicket RecordTicketImport ReopenTicket ResolveTicket CloseTicket RecordTicketImport$/,
    );
    expect(runner.story('example-HI00023')).toMatch(/CloseTicket RecordTicketImport RecordTicketImport$/);
    expect(runner.story('example-HI00060')).not.toContain('CloseTicket');
    const [logged] = runner.commands('LogTicket').filter(({ ticketId }) => ticketId === 'example-HI00041');
    expect(logged).toMatchObject({
      departmentId: 'department-unknown',
      importedFrom: { externalId: 'HI00041', fidelity: 'SNAPSHOT' },
    });
  });
});
