import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, servedApp } from '../support/app.js';
import { run } from '../unit/cli/fake-services.js';

/** Half an hour before and after March of 2026 begins in Berlin, and the same of April. */
const TICKETS = {
  february: '2026-02-28T22:30:00Z',
  march: '2026-02-28T23:30:00Z',
  'end of march': '2026-03-31T21:30:00Z',
  april: '2026-03-31T23:30:00Z',
};

describe('the days of an audit', () => {
  let app: ServedApp;
  let folder: string;
  const record = async (mutation: string, input: object) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { errors } = await app.ask(`mutation ($input: ${type}) { ${mutation}(input: $input) { position } }`, { input });
    expect(errors).toBeUndefined();
  };
  const adopt = (zone: string) =>
    record('adoptSettings', {
      organizationId: 'hospital',
      zone,
      graceDays: 7,
      claimWithinHours: 24,
      smallestGroup: 5,
      effectiveAt: '2026-01-01T00:00:00Z',
    });
  const audit = async (words: string) => {
    const io = await run(`audit ${words}`, app.services);
    expect([words, io.exit, io.stderr]).toEqual([words, 0, '']);
    return io;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- sections are of many shapes
  const asked = async (words: string) => (await audit(`${words} --json`)).objects[0] as Record<string, any>;
  const MARCH = '--from 2026-03-01 --to 2026-04-01';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-audit-days-'));
    app = await servedApp();
    await adopt('Europe/Berlin');
    await record('registerDepartment', { departmentId: 'radiology', name: 'Radiology', kind: 'CLINICAL' });
    await record('registerServiceTeam', { teamId: 'desk', name: 'Service desk' });
    for (const [title, occurredAt] of Object.entries(TICKETS)) {
      const ticketId = title.replaceAll(' ', '-');
      const about = { ticketId, departmentId: 'radiology', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };
      await record('logTicket', { ...about, title, occurredAt });
    }
    const promise = { commitmentId: 'p', byTeamId: 'desk', toDepartmentId: 'radiology', promise: 'a new screen' };
    await record('makeCommitment', { ...promise, dueAt: '2026-03-10T09:00:00Z', occurredAt: '2026-03-09T09:00:00Z' });
    await record('fulfilCommitment', { commitmentId: 'p', occurredAt: '2026-03-10T08:00:00Z' });
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are those of the organisation’s zone', async () => {
    const object = await asked(`run march ${MARCH}`);
    expect(object).toMatchObject({ from: '2026-02-28T23:00:00.000Z', to: '2026-03-31T22:00:00.000Z', zone: 'Europe/Berlin' });
    expect(object['sections'].goalLinkage.whole.tickets).toBe(2);
    expect(Object.keys(object['sections'].componentSeries.whole.reliability.points)).toEqual(['2026-03']);
    const { data } = await app.ask('{ audit(id: "march") { zone } audits { edges { node { zone } } } }');
    expect(data.audit.zone).toBe('Europe/Berlin');
    expect(data.audits.edges).toEqual([{ node: { zone: 'Europe/Berlin' } }]);
  });

  it('are said with their zone on the terminal and on the page', async () => {
    const file = join(folder, 'march.html');
    const { stdout } = await audit(`show march --html ${file}`);
    expect(stdout).toContain('from 1 March 2026 to 31 March 2026');
    expect(stdout).toContain('Days, months and quarters are in the hospital’s time zone (Europe/Berlin).');
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('from 1 March 2026 to 31 March 2026');
    expect(page).toContain('Europe/Berlin');
    expect((await audit('list')).stdout).toMatch(/march +2026-03-01 +2026-04-01 /);
  });

  it('name an audit that has no name', async () => {
    expect((await asked(`run ${MARCH}`))['id']).toBe('march');
    expect((await asked('run --from 2026-03-02 --to 2026-03-30'))['id']).toMatch(/^audit-2026-03-02-2026-03-30-/);
  });

  it('stay those of the zone that its position knows when another zone is adopted', async () => {
    await adopt('America/New_York');
    expect(await asked('verify march')).toMatchObject({ same: true });
    expect((await audit('list')).stdout).toMatch(/march +2026-03-01 +2026-04-01 /);
    expect(await asked(`run overseas ${MARCH}`)).toMatchObject({
      from: '2026-03-01T05:00:00.000Z',
      to: '2026-04-01T04:00:00.000Z',
      zone: 'America/New_York',
    });
  });

  it('are moments where a period does not consist of whole ones', async () => {
    const input = { auditId: 'shift', from: '2026-03-02T06:00:00Z', until: '2026-03-02T14:00:00Z', departmentIds: [] };
    const position = await app.services.log.head();
    await record('pinAudit', { ...input, organizationId: 'hospital', position });
    expect((await audit('list')).stdout).toMatch(/shift +2026-03-02T06:00:00.000Z +2026-03-02T14:00:00.000Z /);
  });
});
