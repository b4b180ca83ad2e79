import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../../support/running-server.js';
import { shell } from '../../support/shell.js';
import { onEveryEngine } from './on-every-engine.js';
import { newCast, register, tell, ticketOf } from './story.js';

/** One story, told alike to every engine: its audit has to come to the same on all of them. */
const cast = newCast();
const hashes = new Map<string, string>();
const results = new Map<string, object>();

onEveryEngine('Audits', (server, engine) => {
  const { radiology } = cast;
  let folder: string;
  let told: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-audit-'));
    await register(server, cast);
    told = await tell(server, cast);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Carries `rapport` out beside the server, to its end. */
  const rapport = (...words: readonly string[]) => shell(words, server.environment);
  const asked = async (...words: readonly string[]) => {
    const { exit, out, err } = await rapport('audit', ...words, '--json');
    return { exit, err, object: JSON.parse(out) };
  };
  const period = ['--from', '2026-03-01', '--to', '2026-04-01', '--department', radiology];
  const ofGovernance = async () => {
    const { data } = await server.ask('{ audits(first: 500) { edges { node { auditId } } } }');
    return (data.audits.edges as { node: { auditId: string } }[]).map(({ node }) => node.auditId);
  };

  it('are pinned, computed and recorded beside a running server, and shown in GraphQL', async () => {
    const id = `first-${radiology}`;
    const { exit, err, object } = await asked('run', id, ...period, '--at-position', told);
    expect(exit).toBe(0);
    expect(err).toContain('Waiting until the views');
    expect(Object.keys(object)).toEqual(expect.arrayContaining(['id', 'position', 'from', 'to', 'policy', 'hash', 'sections']));
    expect(object).toMatchObject({
      id,
      position: told,
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
      departments: [radiology],
      recorded: object.hash,
    });
    // Of an audit nobody is told single ratings.
    expect(object.sections.firstContact.departments[radiology]).toMatchObject({
      state: 'SUPPRESSED',
      contacts: 1,
      unanswered: 0,
      unsolvedTreatedWell: null,
    });
    expect(object.sections.bounces.departments[radiology]).toMatchObject({ total: 1, tickets: 1, byTimes: { 1: 1 } });
    expect(object.sections.goalLinkage.departments[radiology]).toMatchObject({ tickets: 2, linked: 0 });
    hashes.set(engine, object.hash as string);
    // The log of the servers is everybody's, and scores are drawn to the rate of the whole organisation, which others move.
    const { relationships: _, ...own } = object.sections;
    results.set(engine, own);

    // On servers the shell is another process than the one that is asked: it knows by a position what was recorded.
    const now = new Date().toISOString();
    const { positionAt: position } = (await server.ask(`{ positionAt(moment: "${now}") }`)).data;
    const { data, errors } = await server.ask(
      `{ audit(id: "${id}", minPosition: "${position}") { id auditId position until departmentIds run { hash } findings { findingId } }
         auditRun(id: "${id}", minPosition: "${position}") { same hash recordedHash different sections audit { auditId } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.audit).toMatchObject({ auditId: id, position: told, departmentIds: [radiology], run: { hash: object.hash } });
    expect(data.auditRun).toMatchObject({ same: true, hash: object.hash, different: [], sections: object.sections });
    const node = await server.ask(`{ node(id: "${data.audit.id}") { ... on Audit { auditId position } } }`);
    expect(node.data.node).toEqual({ auditId: id, position: told });
    expect((await server.ask('{ auditRun(id: "none") { hash } audit(id: "none") { auditId } }')).data).toEqual({
      auditRun: null,
      audit: null,
    });
  });

  it('come to the same on every kind of engine', () => {
    const [first, ...others] = results.values();
    for (const other of others) expect(other).toEqual(first);
    expect(Object.keys(first!)).toHaveLength(11);
  });

  it('record nothing the second time: at a position, nor at a head that only audits have moved', async () => {
    const before = await asked('run', ...period, '--at-position', told);
    const again = await asked('run', ...period, '--at-position', told);
    expect(again.object).toEqual(before.object);
    const atHead = await asked('run', ...period);
    const known = await ofGovernance();
    const head = await headOf(server);
    const repeated = await asked('run', ...period);
    expect(repeated.exit).toBe(0);
    // The log of the servers is everybody's: others may have written meanwhile, and then it is another audit.
    if ((await headOf(server)) === head) {
      expect(repeated.object).toEqual(atHead.object);
      expect(await ofGovernance()).toEqual(known);
    }
  });

  it('are verified the same after more was told of their period, which a new audit knows', async () => {
    const id = `first-${radiology}`;
    await server.record('logTicket', ticketOf(cast, `late-${radiology}`, '2026-03-09T09:00:00Z'));
    const { exit, object } = await asked('verify', id);
    expect(exit).toBe(0);
    expect(object).toEqual({
      id,
      same: true,
      hash: object.recomputed,
      recomputed: object.hash,
      different: [],
      cannotCompute: [],
      formulaeChanged: [],
    });
    expect((await asked('run', id, ...period)).object).toMatchObject({ position: told, hash: object.hash });
    const other = await asked('run', id, '--from', '2026-02-01', '--to', '2026-04-01');
    expect([other.exit, other.object.error.code]).toEqual([1, 'ALREADY_EXISTS']);
    const later = await asked('run', `later-${radiology}`, ...period);
    const compared = await asked('compare', id, `later-${radiology}`);
    expect(compared.exit).toBe(0);
    expect(compared.object).toMatchObject({
      same: false,
      a: { id, zone: 'UTC', hash: object.hash },
      b: { hash: later.object.hash },
    });
    const goals = compared.object.sections.find(({ section }: { section: string }) => section === 'goalLinkage');
    expect(goals.differences).toEqual([{ path: `departments.${radiology}.tickets`, a: 2, b: 3 }]);
    expect((await asked('compare', id, id)).object.same).toBe(true);
  });

  it('are told apart from a result that is not theirs', async () => {
    const id = `false-${radiology}`;
    const organizationId = 'hospital';
    const until = '2026-04-01T00:00:00Z';
    const pinned = {
      organizationId,
      auditId: id,
      position: told,
      from: '2026-03-01T00:00:00Z',
      until,
      departmentIds: [radiology],
    };
    await server.record('pinAudit', pinned);
    const unrecorded = await asked('verify', id);
    expect([unrecorded.exit, unrecorded.object.hash, unrecorded.object.same]).toEqual([1, null, null]);
    const sections = [{ section: 'silence', hash: 'x' }];
    await server.record('recordAuditRun', { organizationId, auditId: id, hash: 'x', sections, formulae: ['silence@0'] });
    const { exit, err, object } = await asked('verify', id);
    expect(exit).toBe(1);
    expect(object).toMatchObject({ id, same: false, hash: 'x', recomputed: hashes.get(engine) });
    expect(object.different).toContain('silence');
    expect(err).toContain(`${id} differs`);
    expect((await rapport('audit', 'run', id)).exit).toBe(1);
  });

  it('are written as a page where the caller stands', async () => {
    const file = join(folder, 'report.html');
    expect((await rapport('audit', 'show', `first-${radiology}`, '--html', file)).exit).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(hashes.get(engine));
  });

  it('say plainly what cannot be audited', async () => {
    const refused = async (...words: readonly string[]) => (await asked('run', ...words)).object.error;
    expect(await refused('--from', '2026-03-01', '--to', '2999-01-01')).toMatchObject({ code: 'INVALID_INPUT', field: 'until' });
    expect(await refused(...period, '--policy', 'nobodys')).toMatchObject({ code: 'NOT_FOUND', field: 'policy' });
    expect(await refused(...period, '--department', 'nowhere')).toMatchObject({ code: 'NOT_REGISTERED' });
    expect(await refused(...period, '--at-position', '~')).toMatchObject({ code: 'INVALID_POSITION', field: 'atPosition' });
    expect(await refused('nobody-pinned-it')).toMatchObject({ code: 'NOT_FOUND' });
    const unwritable = join(folder, 'absent', 'report.html');
    expect(await refused('never-pinned', ...period, '--html', unwritable)).toMatchObject({ code: 'INVALID_FILE', field: 'html' });
    expect(await refused('never-pinned')).toMatchObject({ code: 'NOT_FOUND' });
  });
});

async function headOf(server: RunningServer): Promise<string> {
  const { data } = await server.ask('{ projectionStatus { head } }');
  return data.projectionStatus[0].head as string;
}
