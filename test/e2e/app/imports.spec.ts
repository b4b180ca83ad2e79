import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '../../../src/imports/report/import-report.js';
import { shell } from '../../support/shell.js';
import { onEveryEngine } from './on-every-engine.js';

const RUN = `{ id runId file contentHash mapping system zone rows { in accepted rejected } records events { appended alreadyThere }
  byType { type count } fidelity { native history snapshot } rejectedFor { code count } rejects { row code detail } emptyMeasures { measure code } earliest latest finishedAt }`;

onEveryEngine('An import on record', (server) => {
  /** Ids that no other test has: an event log may be shared. */
  const desk = `desk${randomUUID().slice(0, 8)}`;
  const folder = mkdtempSync(join(tmpdir(), 'rapport-runs-'));
  const file = join(folder, 'Weekly export.csv');
  const mapping = join(folder, 'desk.yaml');
  const header = 'ticket,status,changed,team,ward\n';
  const rows = `1,New,2026-03-01T08:00:00Z,Desk,Ward 1\n1,Gone fishing with Ann,2026-03-01T09:00:00Z,Desk,Ward 1\n1,Done,2026-03-01T10:00:00Z,Desk,Ward 1\n`;
  beforeAll(async () => {
    writeFileSync(file, header + rows);
    writeFileSync(
      mapping,
      `
name: ${desk}
format: { type: csv }
source: { system: ${desk} }
fidelity: HISTORY
record: { key: ticket }
times: { changed: iso }
occurredAt: changed
registers:
  teams: { column: team, id: '${desk}-{team}' }
  departments: { column: ward, id: '${desk}-{ward}' }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
states: { of: status, values: { New: NEW, Done: RESOLVED } }
`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const importFile = async (...options: string[]): Promise<ImportReport> => {
    const { exit, out, err } = await shell(['import', file, '--mapping', mapping, '--json', ...options], server.environment);
    expect([exit, err.match(/^error.*/m)?.[0]]).toEqual([0, undefined]);
    return JSON.parse(out) as ImportReport;
  };
  /** The runs of this test, the latest first. */
  const runs = async (position: string) => {
    const { data, errors } = await server.ask(`{ importRuns(first: 10, minPosition: "${position}") { edges { node ${RUN} } } }`);
    expect(errors).toBeUndefined();
    return data.importRuns.edges
      .map(({ node }: { node: { mapping: string } }) => node)
      .filter((run: { mapping: string }) => run.mapping === desk);
  };

  it('is asked for by page, by id and as a node; the same file adds none, a longer one adds another', async () => {
    expect((await importFile('--dry-run')).events.alreadyThere).toBe(0);
    const first = await importFile();
    expect(first.rows).toEqual({ in: 3, accepted: 2, rejected: 1 });
    const [run, ...none] = await runs(first.position);
    expect(none).toEqual([]);
    expect(run).toMatchObject({
      file: 'Weekly export.csv',
      system: desk,
      zone: null,
      rows: first.rows,
      records: 1,
      events: { appended: first.events.appended, alreadyThere: 0 },
      byType: expect.arrayContaining([{ type: 'TicketResolved', count: 1 }]),
      fidelity: { native: 0, history: first.events.appended, snapshot: 0 },
      rejectedFor: [{ code: 'UNKNOWN_STATE', count: 1 }],
      rejects: [{ row: 2, code: 'UNKNOWN_STATE', detail: 'line 3: status: the value is not in the table states.values' }],
      emptyMeasures: first.emptyMeasures.map(({ measure, code }) => ({ measure, code })),
      earliest: '2026-03-01T08:00:00.000Z',
      latest: '2026-03-01T10:00:00.000Z',
    });
    const { data } = await server.ask(
      `{ importRun(id: "${run.runId}") ${RUN} node(id: "${run.id}") { ... on ImportRun ${RUN} } }`,
    );
    expect(data).toEqual({ importRun: run, node: run });

    const second = await importFile();
    expect(second.events).toEqual({ appended: 0, alreadyThere: first.events.appended });
    expect(await runs(first.position)).toEqual([run]);

    writeFileSync(file, `${header}${rows}2,New,2026-03-02T08:00:00Z,Desk,Ward 1\n`);
    const longer = await importFile();
    expect(longer.byType).toEqual({ ImportRunRecorded: 1, TicketAssigned: 1, TicketLogged: 1 });
    const [latest, earlier] = await runs(longer.position);
    expect(earlier).toEqual(run);
    expect(latest).toMatchObject({
      rows: { in: 4, accepted: 3, rejected: 1 },
      events: { appended: 3, alreadyThere: first.events.appended - 1 },
    });
  });
});
