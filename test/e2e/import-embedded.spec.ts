import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogCommandRunner } from '../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../src/domain/aggregates.js';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import { runImport, type ImportRequest } from '../../src/imports/run-import.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/hospital-incidents.csv', import.meta.url));
describe('an import into the embedded log', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rapport-import-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Opens the log anew each time, as another process would. */
  const importOnce = async (request: Partial<ImportRequest> = {}) => {
    const log = await openEventLog(`file:${path.join(folder, 'events.db')}`);
    try {
      const runner = new LogCommandRunner(log, DECIDERS, 'main');
      const report = await runImport({ file: EXAMPLE, mapping: 'hospital-incidents', ...request }, { runner });
      let events = 0;
      for await (const page of log.read('')) events += page.length;
      return { report, events, head: await log.head() };
    } finally {
      await log.close();
    }
  };

  it('appends what it reports, up to the position it reports, and nothing the second time', async () => {
    const first = await importOnce();
    expect(first.report.rows).toEqual({ in: 297, accepted: 296, rejected: 1 });
    expect(first.events).toBe(first.report.events.appended);
    expect(first.report.position).toBe(first.head);
    const second = await importOnce();
    expect(second.report.events).toEqual({ appended: 0, alreadyThere: first.events });
    expect(second.events).toBe(first.events);
  });

  it('appends nothing in a dry run, and says what it would append', async () => {
    const dry = await importOnce({ dryRun: true });
    expect(dry.events).toBe(0);
    expect((await importOnce()).report.byType).toEqual(dry.report.byType);
  });

  it('is resumed by running it again after it was stopped', async () => {
    const stop = new AbortController();
    const stopped = await importOnce({ signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped.report.stopped).toBe(true);
    const resumed = await importOnce();
    expect(resumed.report.stopped).toBe(false);
    expect(resumed.report.events.alreadyThere).toBe(stopped.events);
  });
});
