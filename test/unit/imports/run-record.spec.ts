import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport, type ImportRequest } from '../../../src/imports/run-import.js';
import { EVENT_LOG, EVENT_LOG_MAPPING } from './support/event-log-mapping.js';
import { withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

/** Imports a log and gives the report and the run that was put on record, if any. */
async function imported(
  runner: RecordingRunner,
  log: string | Uint8Array = EVENT_LOG,
  {
    mapping = EVENT_LOG_MAPPING,
    name = 'Export of March.csv',
    ...request
  }: Partial<ImportRequest> & { mapping?: string; name?: string } = {},
) {
  const before = runner.commands('RecordImportRun').length;
  const report = await withFile(log, (file) => runImport({ file, mapping: parseMapping(mapping), ...request }, { runner }), name);
  return { report, run: runner.commands('RecordImportRun')[before] };
}

describe('the record of an import', () => {
  it('says what was imported, how much of it, and what was rejected, without what stood in the cells', async () => {
    const { report, run } = await imported(new RecordingRunner());
    expect(run).toMatchObject({
      runId: expect.stringMatching(/^[0-9a-f]{32}$/),
      file: 'Export of March.csv',
      contentHash: createHash('sha256').update(EVENT_LOG).digest('hex'),
      mapping: 'other-desk',
      system: 'desk',
      zone: 'America/New_York',
      rows: { in: 10, accepted: 9, rejected: 1 },
      records: 2,
      rejectedFor: [{ code: 'UNKNOWN_ACTIVITY', count: 1 }],
      rejects: [{ row: 9, code: 'UNKNOWN_ACTIVITY', detail: 'line 10: Activity: the value is not in the table events.values' }],
      earliest: '2026-07-04T12:00:00.000Z',
      latest: '2026-07-04T15:00:00.000Z',
    });
    expect(report.rejects[0]?.detail).toContain('"Danced"');
    expect(JSON.stringify(run)).not.toMatch(/Danced|export-|tmp|seconds/);
  });

  it('has no moment that a row told by mistake, such as when somebody was born', async () => {
    const { report, run } = await imported(new RecordingRunner(), `${EVENT_LOG}3;Opened;04/03/1951 08:00 AM;Ann;Desk;Ward 3;\n`);
    expect(report.rejects.map(({ detail }) => detail)).toContainEqual(expect.stringContaining('1951-04-03'));
    expect(run).toMatchObject({ rejectedFor: expect.arrayContaining([{ code: 'INVALID_INPUT', count: 1 }]) });
    expect(JSON.stringify(run)).not.toContain('1951');
  });

  it('counts the events as the report does: that of the run itself is among those appended', async () => {
    const { report, run } = await imported(new RecordingRunner());
    expect(run?.['events']).toEqual(report.events);
    expect(run?.['byType']).toEqual(Object.entries(report.byType).map(([type, count]) => ({ type, count })));
    expect(report.byType['ImportRunRecorded']).toBe(1);
    expect(report.fidelity).toEqual({ NATIVE: 0, HISTORY: report.events.appended, SNAPSHOT: 0 });
    expect(run?.['fidelity']).toEqual({ native: 0, history: report.events.appended, snapshot: 0 });
  });

  it('is one for the same content, packed or not and whatever its name; another for a longer file, another zone or another mapping', async () => {
    const runner = new RecordingRunner();
    const { run } = await imported(runner);
    expect(run).toBeDefined();
    const again = await imported(runner, gzipSync(EVENT_LOG), { name: 'other.csv.gz' });
    expect(again.run).toBeUndefined();
    expect(again.report.events).toEqual({ appended: 0, alreadyThere: expect.any(Number) });
    const reordered = EVENT_LOG_MAPPING.replace('fidelity: HISTORY\n', '').concat('fidelity: HISTORY\n');
    expect((await imported(runner, EVENT_LOG, { mapping: reordered })).run).toBeUndefined();
    const others = [
      await imported(runner, `${EVENT_LOG}3;Opened;07/05/2026 08:00 AM;Ann;Desk;Ward 3;\n`),
      await imported(new RecordingRunner(), EVENT_LOG, { zone: 'Europe/Berlin' }),
      await imported(new RecordingRunner(), EVENT_LOG, {
        mapping: EVENT_LOG_MAPPING.replace('channel: PHONE', 'channel: EMAIL'),
      }),
    ];
    const ids = [run, ...others.map((other) => other.run)].map((recorded) => recorded?.['runId']);
    expect(new Set(ids).size).toBe(4);
  });

  it('is not made by a dry run, a stopped one, one that fails, or one that could take no row', async () => {
    const runner = new RecordingRunner();
    expect((await imported(runner, EVENT_LOG, { dryRun: true })).report.byType['ImportRunRecorded']).toBe(1);
    await imported(runner, EVENT_LOG, { signal: AbortSignal.abort() });
    const { report } = await imported(
      runner,
      'Case;Activity;When;Who;Group;Ward;Note\n1;Danced;07/04/2026 08:00 AM;Ann;Desk;Ward 3;\n',
    );
    expect(report.rows).toEqual({ in: 1, accepted: 0, rejected: 1 });
    const away = () => Promise.reject(new Error('the log is away'));
    const failing = { executeAll: away, createAll: away, history: away } as never;
    await expect(imported(failing as RecordingRunner, EVENT_LOG)).rejects.toThrow();
    expect(runner.outcomes).toEqual([]);
  });

  it('tells of an interrupted import what was there already', async () => {
    const runner = new RecordingRunner();
    const lines = EVENT_LOG.trim().split('\n');
    const killed = {
      executeAll: (commands: never[]) =>
        runner.executeAll(commands.filter((c: object) => c.constructor.name !== 'RecordImportRun')),
    };
    await imported(Object.assign(Object.create(runner), killed), lines.slice(0, 6).join('\n'));
    const { run } = await imported(runner);
    expect(run).toMatchObject({ events: { alreadyThere: expect.any(Number) } });
    expect((run?.['events'] as { alreadyThere: number }).alreadyThere).toBeGreaterThan(0);
  });
});
