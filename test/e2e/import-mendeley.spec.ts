import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../projections/kit/fold.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import { ticketProjection } from '../../projections/ticket/projection.js';
import { LogCommandRunner } from '../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../src/domain/aggregates.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import type { ImportReport } from '../../src/imports/report/import-report.js';
import { runImport } from '../../src/imports/run-import.js';

const FILE = path.resolve('../shared/data/mendeley-helpdesk-utterances.csv');
if (!existsSync(FILE)) console.warn(`skipped, absent: ${FILE}`);
/** What counts as no person, whatever role it was given. */
const MACHINES = ['z2w_x', '4ggo'];

/** Control totals of docs/data-sets.md, from the views. */
(existsSync(FILE) ? describe : describe.skip)('the help desk utterances of Mendeley btm76zndnt', () => {
  let folder: string;
  let first: ImportReport;
  let second: ImportReport;
  const events: RecordedEvent[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rapport-mendeley-'));
    const log = await openEventLog(`file:${path.join(folder, 'events.db')}`);
    const runner = new LogCommandRunner(log, DECIDERS, 'main');
    const request = { file: FILE, mapping: 'mendeley-utterances' };
    first = await runImport(request, { runner });
    second = await runImport(request, { runner });
    for await (const page of log.read('')) events.push(...page);
    await log.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const tickets = (): TicketDocument[] => [...fold(ticketProjection, events).values()];

  it('are all taken: sentences into comments, comments into tickets', () => {
    expect(first.rows).toEqual({ in: 30_104, accepted: 30_104, rejected: 0 });
    expect(first.records).toBe(360);
    expect(first.byType).toMatchObject({ TicketLogged: 360, TicketRequesterReplied: 1242, TicketUpdateShared: 3116 });
    expect(second.events).toEqual({ appended: 0, alreadyThere: first.events.appended });
    expect(events.length).toBe(first.events.appended);
  });

  it('have a first human answer in 332 of 360 tickets, after 2.0 minutes in the median', () => {
    const minutes = tickets()
      .flatMap(({ loggedAt, acknowledgedAt }) =>
        acknowledgedAt === null ? [] : [(Date.parse(acknowledgedAt) - Date.parse(loggedAt)) / 60_000],
      )
      .sort((a, b) => a - b);
    expect(minutes).toHaveLength(332);
    const median = (minutes[165]! + minutes[166]!) / 2;
    expect(median.toFixed(1)).toBe('2.0');
  });

  it('count neither machines nor private notes as a word to the department', () => {
    const words = events.filter(({ type }) => type === 'TicketUpdateShared' || type === 'TicketAcknowledged');
    const human = words.filter(({ data }) => (data as { human: boolean }).human);
    expect(human.length).toBeGreaterThan(2_000);
    expect(human.filter(({ metadata }) => MACHINES.includes(metadata.actorRef))).toEqual([]);
    const hidden = words.filter(({ data }) => (data as { visibility?: string }).visibility === 'INTERNAL');
    expect(hidden).toHaveLength(416);
    expect(hidden.filter(({ data }) => (data as { human: boolean }).human)).toEqual([]);
    expect(tickets().reduce((sum, { updatesShared }) => sum + updatesShared, 0)).toBe(2_700);
  });

  it('leave no sentence in the log', () => {
    expect(JSON.stringify(events)).not.toContain('urgent support');
  });
});
