import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import type { ImportReport } from '../../src/imports/report/import-report.js';
import { shell } from '../support/shell.js';

const MAPPING = `
name: clinic
format: { type: csv }
source: { system: clinic }
fidelity: HISTORY
record: { key: ticket }
times: { at: iso }
occurredAt: at
registers: { departments: { column: ward } }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
`;
const HEADER = 'ticket,at,ward\n';

describe('rapport import, where something is wrong with the file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-failures-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const importing = async (content: string, mapping = MAPPING) => {
    writeFileSync(join(folder, 'export.csv'), content);
    writeFileSync(join(folder, 'clinic.yaml'), mapping);
    const environment = { EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` };
    const argv = ['import', join(folder, 'export.csv'), '--mapping', join(folder, 'clinic.yaml'), '--json'];
    const { exit, out, err } = await shell(argv, environment);
    const report = JSON.parse(out) as ImportReport & { readonly error?: { readonly code: string } };
    return { exit, report, err, recorded: await recorded(join(folder, 'events.db')) };
  };
  const recorded = async (file: string): Promise<number> => {
    if (!existsSync(file)) return 0;
    const log = await openEventLog(`file:${file}`);
    let events = 0;
    for await (const page of log.read('')) events += page.length;
    await log.close();
    return events;
  };

  it.each([
    ['an empty file', '', MAPPING, 'INVALID_FILE', 'is empty'],
    [
      'a misspelt column',
      `${HEADER}1,2026-03-01T08:00:00Z,A\n`,
      MAPPING.replace('column: ward', 'column: wards'),
      'INVALID_MAPPING',
      'registers.departments.column: there is no column "wards"; did you mean "ward"?',
    ],
    [
      'times whose zone nobody declares',
      `${HEADER}1,2026-03-01 08:00,A\n`,
      MAPPING.replace('at: iso', 'at: yyyy-MM-dd HH:mm'),
      'INVALID_MAPPING',
      '--zone Europe/Berlin',
    ],
  ])('%s: fails before anything is recorded', async (_, content, mapping, code, words) => {
    const { exit, report, err, recorded } = await importing(content, mapping);
    expect(exit).toBe(1);
    expect(report.error?.code).toBe(code);
    expect(err).toContain(words);
    expect(recorded).toBe(0);
  });

  it('rejects all rows: fails with every reason, and nothing is recorded', async () => {
    const { exit, report, err, recorded } = await importing(`${HEADER}1,yesterday,A\n2,,A\n`);
    expect(exit).toBe(1);
    expect(report.rows).toEqual({ in: 2, accepted: 0, rejected: 2 });
    expect(report.rejects.map(({ code }) => code)).toEqual(['INVALID_TIME', 'MISSING_VALUE']);
    expect(err).toContain('No row was accepted');
    expect(recorded).toBe(0);
  });

  it('a header alone: is done with a warning, and nothing is recorded', async () => {
    const { exit, report, err, recorded } = await importing(HEADER);
    expect([exit, report.rows.in, recorded]).toEqual([0, 0, 0]);
    expect(err).toContain('warning NO_ROWS');
  });

  it('rejects some rows: is done, and what was appended is what it says', async () => {
    const { exit, report, recorded } = await importing(`${HEADER}1,2026-03-01T08:00:00Z,A\n2,yesterday,A\n`);
    expect(exit).toBe(0);
    expect(report.rows).toEqual({ in: 2, accepted: 1, rejected: 1 });
    expect(recorded).toBe(report.events.appended);
  });
});
