import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditDocument } from '../../../projections/audits/projection.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { PinAudit } from '../../../src/domain/governance/commands.js';
import { keepResult, keptResult } from '../../../src/history/audit/kept-result.js';
import { type AuditReport, hashOf } from '../../../src/history/audit/report.js';
import type { AuditRun } from '../../../src/history/audit/run-audit.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { tell } from '../../support/decider.js';
import { collect, openedFor, type OpenHarness } from './event-log-harness.js';

/** More than one append takes, however well it is packed. */
const sections = { noise: Array.from({ length: 20 }, () => randomBytes(30_000).toString('hex')) };

/** What an audit came to is read as it was kept, on every engine, however much it is. */
export function keptResultSuite(open: OpenHarness): void {
  describe('the result of an audit', () => {
    let log: EventLog;
    openedFor(open, (opened) => (log = opened));

    it('is kept beside its hash in parts, once, and told only where the hash is of it', async () => {
      const runner = new LogCommandRunner(log, DECIDERS, 'main');
      const organizationId = `o${randomUUID()}`;
      const pinned = { organizationId, auditId: 'a1', position: '1', from: '2025-01-01T00:00:00.000Z' };
      const report = { ...pinned, sections } as unknown as AuditReport;
      const hash = hashOf(report);
      const audit = { organizationId, auditId: 'a1', run: { hash: hash.hash, formulae: ['service-relationship-index@sri-1'] } };
      const run = { audit, report, hash, formulae: audit.run.formulae, names: { departments: {}, teams: {} } };
      const kept = (of: object) => keptResult(log, of as unknown as AuditDocument);

      await expect(keepResult(runner, run as unknown as AuditRun)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await runner.execute(tell(PinAudit, { ...pinned, until: '2026-01-01T00:00:00.000Z' }));
      expect(await kept(audit)).toBeNull();
      await keepResult(runner, run as unknown as AuditRun);
      await keepResult(runner, run as unknown as AuditRun);
      const { events } = await collect(log.readStream(`audit-${organizationId}.a1`));
      expect(events.length).toBeGreaterThan(1);
      expect(events.map(({ type, data }) => [type, (data as { part: number }).part])).toEqual(
        events.map((_, place) => ['AuditResultKept', place + 1]),
      );
      const { formulae, names } = run;
      expect(await kept(audit)).toEqual({ report, hash, formulae, names });
      expect(await kept({ ...audit, run: { ...audit.run, hash: 'of something else' } })).toBeNull();
    });
  });
}
