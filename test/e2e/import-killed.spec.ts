import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import type { ImportReport } from '../../src/imports/report/import-report.js';
import { Program } from '../support/program.js';

// Thousands of rows and three processes, on a machine that may be busy.
const TICKETS = 2_000;
const SOME_BYTES = 256 * 1024;
const MAPPING = `
name: many
format: { type: csv }
source: { system: many }
fidelity: HISTORY
record: { key: ticket }
times: { at: iso }
occurredAt: at
registers: { departments: { whenMissing: { id: ward, name: Ward } } }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
`;

describe('an import that is killed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-killed-'));
    const rows = Array.from({ length: TICKETS }, (_, n) => `T${n},2026-03-01T08:00:00Z`);
    writeFileSync(join(folder, 'export.csv'), ['ticket,at', ...rows, ''].join('\n'));
    writeFileSync(join(folder, 'many.yaml'), MAPPING);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const environment = () => ({ EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` });
  const importing = () =>
    new Program(
      'src/cli.ts',
      ['import', join(folder, 'export.csv'), '--mapping', join(folder, 'many.yaml'), '--json'],
      environment(),
    );
  const written = () => statSync(`${folder}/events.db-wal`, { throwIfNoEntry: false })?.size ?? 0;
  /** What the log holds, when nobody else has it. */
  const recorded = async () => {
    const log = await openEventLog(environment().EVENT_LOG);
    try {
      const types: string[] = [];
      for await (const page of log.read('')) types.push(...page.map(({ type }) => type));
      return { events: types.length, runs: types.filter((type) => type === 'ImportRunRecorded').length };
    } finally {
      await log.close();
    }
  };

  it('leaves no run on record; repeated, it goes on and leaves one', async () => {
    const first = importing();
    // A part of the export is on the disk: what it says of its progress may be of rows whose append is still on the way.
    while (written() < SOME_BYTES && first.child.exitCode === null) await sleep(5);
    await first.kill('SIGKILL');
    const before = await recorded();
    expect(before.runs).toBe(0);
    expect(before.events).toBeGreaterThan(0);
    expect(before.events).toBeLessThan(TICKETS);

    const again = importing();
    expect(await again.ended).toBe(0);
    const { rows, events } = JSON.parse(again.out) as ImportReport;
    expect(rows).toEqual({ in: TICKETS, accepted: TICKETS, rejected: 0 });
    expect(events.alreadyThere).toBe(before.events);
    expect(await recorded()).toEqual({ events: before.events + events.appended, runs: 1 });

    const third = importing();
    expect(await third.ended).toBe(0);
    expect((JSON.parse(third.out) as ImportReport).events.appended).toBe(0);
  });
});
