import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport, type ImportProgress } from '../../../src/imports/run-import.js';
import { EVENT_LOG, EVENT_LOG_MAPPING } from './support/event-log-mapping.js';
import { withFile } from './support/files.js';
import { importText } from './support/import-text.js';
import { RecordingRunner } from './support/recording-runner.js';

const imported = async (log = EVENT_LOG, mapping = EVENT_LOG_MAPPING, zone?: string) => {
  const runner = new RecordingRunner();
  const request = { mapping: parseMapping(mapping), ...(zone !== undefined && { zone }) };
  const report = await withFile(log, (file) => runImport({ file, ...request }, { runner }));
  return { runner, report };
};

describe('a log of one row an event', () => {
  it('becomes commands by its activities, in the order of its times though its records are mixed', async () => {
    const { runner, report } = await imported();
    expect(runner.story('desk-1')).toBe(
      'LogTicket AssignTicket AcknowledgeTicket AcknowledgeTicket ShareTicketUpdate AssignTicket ResolveTicket',
    );
    expect(runner.story('desk-2')).toBe('LogTicket AssignTicket AssignTicket ResolveTicket CloseTicket');
    expect(report.rejects).toEqual([{ row: 9, code: 'UNKNOWN_ACTIVITY', detail: expect.stringContaining('"Danced"') }]);
    expect(report.fidelity.HISTORY).toBe(report.events.appended);
  });

  it('says of a row without an activity that the value is missing, and what would accept it', async () => {
    const { report } = await imported(`${EVENT_LOG}3;;07/04/2026 08:00 AM;A;G;W;\n`);
    const detail = expect.stringMatching(/Activity: the value is missing, and the mapping does not declare events\.otherwise$/);
    expect(report.rejects.at(-1)).toEqual({ row: 11, code: 'UNKNOWN_ACTIVITY', detail });
  });

  it('reads its times in the declared zone, or in the caller’s', async () => {
    const opened = async (zone?: string) =>
      (await imported(EVENT_LOG, EVENT_LOG_MAPPING, zone)).runner.commands('LogTicket')[0]?.occurredAt;
    expect(await opened()).toBe('2026-07-04T12:00:00.000Z');
    expect(await opened('Europe/Berlin')).toBe('2026-07-04T06:00:00.000Z');
  });

  it('never counts an autoresponder or a private note as a human word, though the mapping says human', async () => {
    const { runner } = await imported();
    const [automatic, human] = runner.commands('AcknowledgeTicket');
    expect(automatic).toMatchObject({ human: false, actor: { kind: 'SYSTEM', ref: 'mailbot' } });
    expect(human).toMatchObject({ human: true, actor: { kind: 'IT_STAFF', ref: 'Bob' } });
    expect(runner.commands('ShareTicketUpdate')[0]).toMatchObject({ human: false, visibility: 'INTERNAL' });
  });

  it('rejects broken rows, bad times and missing keys by name, and goes on', async () => {
    const { report } = await imported(
      `${EVENT_LOG}3;Opened\n;Opened;07/04/2026 08:00 AM;A;G;W;\n4;Opened;31/31/2026 08:00 AM;A;G;W;\n5;Opened;07/04/2026 08:00 AM;A;G;W;\n`,
    );
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([
      [9, 'UNKNOWN_ACTIVITY'],
      [11, 'BROKEN_ROW'],
      [12, 'MISSING_KEY'],
      [13, 'INVALID_TIME'],
    ]);
    expect(report.rows).toEqual({ in: 14, accepted: 10, rejected: 4 });
    expect(report.records).toBe(3);
  });

  it('refuses a record torn apart where the mapping says that rows stand together', async () => {
    const { report } = await imported(EVENT_LOG, EVENT_LOG_MAPPING.replace('contiguous: false', 'contiguous: true'));
    expect(report.rejects.filter(({ code }) => code === 'KEY_NOT_CONTIGUOUS').map(({ row }) => row)).toEqual([3, 4, 5, 7, 8, 9]);
  });

  it('writes every reject to the report file and reports its progress', async () => {
    const { readFile } = await import('node:fs/promises');
    const seen: (readonly number[])[] = [];
    await withFile(EVENT_LOG, async (file) => {
      const mapping = parseMapping(EVENT_LOG_MAPPING);
      const onProgress = ({ rows, bytes, totalBytes }: ImportProgress) => seen.push([rows, bytes / totalBytes]);
      await runImport({ file, mapping, report: `${file}.rejects`, onProgress }, { runner: new RecordingRunner() });
      expect(
        (await readFile(`${file}.rejects`, 'utf8'))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { row: number; summary?: object }),
      ).toEqual([
        { row: 9, kind: 'REJECTED', code: 'UNKNOWN_ACTIVITY', detail: expect.any(String) },
        { summary: expect.objectContaining({ rows: { in: 10, accepted: 9, rejected: 1 } }) },
      ]);
    });
    expect(seen.at(-1)).toEqual([10, 1]);
  });

  it('tells of a ticket that goes on in one of a later row, and refuses what nobody tells of', async () => {
    const text = `${EVENT_LOG_MAPPING}    Merged: { command: MergeTicket, fields: { intoTicketId: 'desk-{Note}' } }\n`;
    const rows = ['1;Merged;07/04/2026 08:00 AM;Ann;Desk;Ward 3;2', '3;Merged;07/04/2026 08:00 AM;Ann;Desk;Ward 3;4'];
    const file = `Case;Activity;When;Who;Group;Ward;Note\n${rows.join('\n')}\n2;Opened;07/04/2026 08:05 AM;Ann;Desk;Ward 4;\n`;
    const { report, runner } = await importText(text, file);
    expect(report.rows).toEqual({ in: 3, accepted: 2, rejected: 1 });
    expect(report.rejects).toMatchObject([{ row: 2, code: 'NOT_REGISTERED' }]);
    expect(runner.commands('MergeTicket')).toMatchObject([{ ticketId: 'desk-1', intoTicketId: 'desk-2' }]);
    expect((await importText(text, file, runner)).report.events.appended).toBe(0);
  });

  it('stops when asked, and says so; what it counted stands', async () => {
    const runner = new RecordingRunner();
    const report = await withFile(EVENT_LOG, (file) =>
      runImport({ file, mapping: parseMapping(EVENT_LOG_MAPPING), signal: AbortSignal.abort() }, { runner }),
    );
    expect(report.stopped).toBe(true);
    expect(report.rows).toEqual({ in: 0, accepted: 0, rejected: 0 });
    expect(runner.outcomes).toEqual([]);
  });

  it('fails when the log fails, once what is under way has ended', async () => {
    const away = () => Promise.reject(new Error('the log is away'));
    const runner = { executeAll: away, createAll: away, history: away } as never;
    const run = withFile(EVENT_LOG, (file) => runImport({ file, mapping: parseMapping(EVENT_LOG_MAPPING) }, { runner }));
    await expect(run).rejects.toThrow('the log is away');
  });
});
