import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PinAudit, RecordAuditRun } from '../../src/domain/governance/commands.js';
import { carryOut } from '../../src/history/audit/carry-out.js';
import { recordRun } from '../../src/history/audit/kept-result.js';
import { type AuditReport, hashOf } from '../../src/history/audit/report.js';
import type { AuditRun } from '../../src/history/audit/run-audit.js';
import { DEFAULT_POLICY } from '../../src/measures/policy.js';
import { type ServedApp, servedApp } from '../support/app.js';
import { run } from '../unit/cli/fake-services.js';

const [FROM, UNTIL] = ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];

describe('an audit', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await servedApp();
    const about = 'ticketId: "t", departmentId: "radiology", kind: INCIDENT, channel: PHONE, clinicalImpact: NONE';
    const { errors } = await app.ask(`mutation {
      registerDepartment(input: { departmentId: "radiology", name: "Radiology", kind: CLINICAL }) { position }
      logTicket(input: { ${about}, title: "no picture", occurredAt: "2026-03-02T08:00:00Z" }) { position }
    }`);
    expect(errors).toBeUndefined();
    const { exit, stderr } = await run('audit run march --from 2026-03-01 --to 2026-04-01', app.services);
    expect([exit, stderr]).toEqual([0, '']);
  });
  afterAll(() => app?.close());

  it('shows what is on record of an audit whose formula is no longer computed', async () => {
    const { services } = app;
    const asked = `query ($id: ID!) { auditRun(id: $id) {
      source cannotCompute same hash recordedHash formulae sections audit { position }
    } }`;
    const { data: first } = await app.ask(asked, { id: 'march' });
    expect(first.auditRun).toMatchObject({ source: 'COMPUTED', cannotCompute: [] });
    const formulae = ['culture-audit@1', 'service-relationship-index@sri-1'];
    // What that version came to differs from what is computed today.
    const sections = { ...first.auditRun.sections, silence: { whole: { due: 7 }, departments: {} } };
    const report = { from: FROM, until: UNTIL, departmentIds: null, policy: DEFAULT_POLICY, sections } as AuditReport;
    const pin = async (auditId: string) => {
      const { position } = first.auditRun.audit;
      const basis = { organizationId: 'hospital', auditId, position, from: FROM, until: UNTIL, departmentIds: [] };
      await carryOut(services.runner, PinAudit, basis);
      return {
        audit: basis,
        report,
        hash: hashOf(report),
        formulae,
        names: { departments: {}, teams: {} },
      } as unknown as AuditRun;
    };
    const kept = await pin('kept');
    await recordRun(services.runner, kept);
    const lost = await pin('lost');
    await carryOut(services.runner, RecordAuditRun, {
      organizationId: 'hospital',
      auditId: 'lost',
      hash: lost.hash.hash,
      sections: [{ section: 'silence', hash: lost.hash.sections.silence }],
      formulae,
    });
    const minPosition = await services.log.head();
    await app.ask('query ($minPosition: Position) { settings(minPosition: $minPosition) { zone } }', { minPosition });
    const cannotCompute = formulae.toSorted();
    const onRecord = { same: null, cannotCompute, hash: kept.hash.hash, recordedHash: kept.hash.hash, formulae };
    const { data, errors } = await app.ask(asked, { id: 'kept' });
    expect(errors).toBeUndefined();
    expect(data.auditRun).toMatchObject({ ...onRecord, source: 'KEPT', sections: { silence: { whole: { due: 7 } } } });
    const { data: nothing } = await app.ask(asked, { id: 'lost' });
    expect(nothing.auditRun).toMatchObject({ ...onRecord, source: 'NOT_KEPT', sections: null });
    // That version counted each rating: who is told groups alone is told neither what it came to nor a hash to try answers by.
    const runOf = '{ audits(first: 9) { edges { node { auditId run { shown hash sections { hash } } } } }';
    const told = `${runOf} streamEvents(stream: "governance-hospital", last: 9) { edges { node { type shown data } } }
      of: streamEvents(stream: "audit-hospital.kept", last: 9) { edges { node { data } } } }`;
    for (const role of ['AUDITOR', 'ANALYST']) {
      const as = { 'x-rapport-role': role };
      const { data: withheld } = await app.ask(asked, { id: 'kept' }, as);
      const nothingTold = { source: 'SUPPRESSED', cannotCompute, sections: null, hash: null, recordedHash: null };
      expect(withheld.auditRun).toMatchObject(nothingTold);
      const all = JSON.stringify((await app.ask(told, {}, as)).data);
      for (const hash of [kept.hash.hash, kept.hash.sections.silence])
        expect([role, hash, all.includes(hash)]).toEqual([role, hash, false]);
      expect(all).toContain(first.auditRun.hash);
    }
    const { data: ofAll } = await app.ask(told);
    expect(JSON.stringify(ofAll)).toContain(kept.hash.sections.silence);
    const compared = await run('audit compare kept march --json', services);
    expect([compared.exit, compared.stderr]).toEqual([0, expect.stringContaining('cannot compute')]);
    expect((await run('audit compare lost march', services)).exit).toBe(1);
    const refused = await run('audit show nobody --lang de', services);
    expect([refused.exit, refused.stderr]).toEqual([1, expect.stringContaining('NOT_FOUND: Das gibt es nicht.')]);
    expect(refused.steps).toEqual(['Warten, bis die Sichten das Protokoll verarbeitet haben']);
  });
});
