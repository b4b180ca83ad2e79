import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { rapport } from '../../schema/client-example.js';
import { servedApp, type ServedApp } from '../support/app.js';

// The whole program is started first, on a machine that may be busy.
const REPORT =
  'dryRun rows { in accepted rejected } records events { appended } emptyMeasures { measure code why inGerman: why(locale: DE) } position';
const IMPORT = `mutation ($input: ImportFileInput!) { importFile(input: $input) { upload { uploadId job { state } } } }`;

describe('Long work from the API', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await servedApp();
  });
  afterAll(() => app?.close());

  const send = async (type: string, file = 'hospital-incidents.csv') => {
    const body = await readFile('examples/hospital-incidents.csv');
    const response = await fetch(`${app.url}/uploads?file=${file}`, { method: 'POST', headers: { 'content-type': type }, body });
    return {
      status: response.status,
      body: (await response.json()) as { uploadId: string; bytes: number; error?: { code: string } },
    };
  };
  /** What an ask comes to once its job is over. */
  const once = async <J extends { state: string }>(query: string, jobOf: (data: never) => J): Promise<J> => {
    for (;;) {
      const { data, errors } = await app.ask(query);
      expect(errors).toBeUndefined();
      const job = jobOf(data as never);
      if (job.state !== 'RUNNING') return job;
      // A thread of its own does the work: asking without a pause would take the processor from it.
      await pause(100);
    }
  };
  const imported = async (input: object) => {
    const { data, errors } = await app.ask(IMPORT, { input });
    expect(errors).toBeUndefined();
    const { uploadId } = data.importFile.upload as { uploadId: string };
    return once(
      `{ upload(id: "${uploadId}") { job { state report { ${REPORT} } error { code message } } } }`,
      ({ upload }: { upload: { job: { state: string; report: { rows: object; emptyMeasures: object[]; position: string } } } }) =>
        upload.job,
    );
  };

  it('imports a file that was sent, after a look at what would come of it', async () => {
    const { status, body } = await send('application/octet-stream');
    expect([status, body.bytes > 1_000]).toEqual([201, true]);
    const { uploadId } = body;
    const rows = { in: 297, accepted: 296, rejected: 1 };
    const look = await imported({ uploadId, mapping: 'hospital-incidents' });
    expect(look).toMatchObject({ state: 'DONE', report: { dryRun: true, rows, records: 60 } });
    const silence = {
      ...{ measure: 'RESPONSIVENESS', code: 'SNAPSHOTS_ONLY' },
      ...{ why: expect.stringContaining('snapshots do not'), inGerman: expect.stringContaining('Momentaufnahmen') },
    };
    expect(look.report.emptyMeasures).toContainEqual(silence);
    expect((await app.ask('{ importRuns { totalCount } }')).data.importRuns.totalCount).toBe(0);
    const done = await imported({ uploadId, mapping: 'hospital-incidents', dryRun: false });
    expect(done).toMatchObject({ state: 'DONE', report: { dryRun: false, rows } });
    const { data } = await app.ask(
      `{ importRuns(minPosition: "${done.report.position}") { totalCount edges { node { file emptyMeasures { measure code why inGerman: why(locale: DE) } } } } }`,
    );
    const node = { file: 'hospital-incidents.csv', emptyMeasures: done.report.emptyMeasures };
    expect(data.importRuns).toEqual({ totalCount: 1, edges: [{ node }] });
  });

  it('takes no file as a form sends it, no file of the server, and no upload that is not there', async () => {
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded']) {
      expect((await send(type)).status).toBeGreaterThanOrEqual(400);
    }
    const { body } = await send('application/octet-stream');
    const refused = async (input: object) => (await app.ask(IMPORT, { input })).errors?.[0]?.extensions;
    expect(await refused({ uploadId: body.uploadId, mapping: '../../etc/passwd.yaml' })).toMatchObject({
      code: 'INVALID_MAPPING',
    });
    expect(await refused({ uploadId: body.uploadId })).toMatchObject({ code: 'INVALID_INPUT', field: 'mapping' });
    expect(await refused({ uploadId: body.uploadId, mapping: 'hospital-incidents', zone: 'Mars/Base' })).toMatchObject({
      code: 'INVALID_INPUT',
      reasons: [{ field: 'zone', code: 'NOT_A_ZONE' }],
    });
    expect(await refused({ uploadId: 'gone', mapping: 'xes' })).toMatchObject({ code: 'NOT_FOUND', field: 'uploadId' });
  });

  it('runs an audit, tells how far it is, and has its first run on record', async () => {
    const input = '{ auditId: "a1", from: "2025-01-01T00:00:00Z", until: "2026-01-01T00:00:00Z" }';
    const run = `mutation { runAudit(input: ${input}) { position audit { auditId run { hash } job { state } } } }`;
    const { data, errors } = await app.ask(run);
    expect(errors).toBeUndefined();
    expect(data.runAudit.audit).toMatchObject({ auditId: 'a1', run: null });
    const ask = '{ audit(id: "a1") { job { state hash same error { message } progress { sectionsDone sections } } } }';
    const jobOf = ({ audit }: { audit: { job: { state: string; hash: string; same: boolean | null } } }) => audit.job;
    const first = await once(ask, jobOf);
    expect(first).toMatchObject({ state: 'DONE', same: null });
    const head = await app.services.log.head();
    const { data: recorded } = await app.ask(`{ audit(id: "a1", minPosition: "${head}") { run { hash } } }`);
    expect(recorded.audit.run.hash).toBe(first.hash);
    await app.ask('mutation { runAudit(input: { auditId: "a1" }) { position } }');
    expect(await once(ask, jobOf)).toMatchObject({ state: 'DONE', same: true, hash: first.hash });
    for (const mutation of ['runAudit', 'stopAudit']) {
      const unknown = await app.ask(`mutation { ${mutation}(input: { auditId: "a2" }) { audit { auditId } } }`);
      expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'auditId' });
    }
  });

  it('stops an audit that it runs: nothing is on record of it, and it is run again', async () => {
    const input = '{ auditId: "a3", from: "2025-01-01T00:00:00Z", until: "2025-07-01T00:00:00Z" }';
    await app.ask(`mutation { runAudit(input: ${input}) { position } }`);
    await app.ask('mutation { stopAudit(input: { auditId: "a3" }) { audit { job { state } } } }');
    const ask = '{ audit(id: "a3") { run { hash } job { state error { code } } } }';
    const auditOf = ({ audit }: { audit: { run: unknown; job: { state: string; error: unknown } } }) => ({
      ...audit.job,
      run: audit.run,
    });
    expect(await once(ask, auditOf)).toEqual({ state: 'STOPPED', error: null, run: null });
    await app.ask('mutation { runAudit(input: { auditId: "a3" }) { position } }');
    expect(await once(ask, auditOf)).toMatchObject({ state: 'DONE' });
  });

  it('builds a view anew beside the running one', async () => {
    const rebuild = (projection: string) =>
      app.ask(`mutation { rebuildProjection(input: { projection: "${projection}" }) { rebuild { state } } }`);
    expect((await rebuild('ticket')).data.rebuildProjection.rebuild).toEqual({ state: 'RUNNING' });
    const done = await once(
      '{ projectionStatus { name rebuild { state events error { message } } } }',
      ({ projectionStatus }: { projectionStatus: { name: string; rebuild: { state: string; events: number } }[] }) =>
        projectionStatus.find(({ name }) => name === 'ticket')!.rebuild,
    );
    expect(done).toMatchObject({ state: 'DONE', error: null });
    expect(done.events).toBeGreaterThan(0);
    expect((await rebuild('nothing')).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'projection' });
  });

  it('makes up a hospital in an empty log alone', async () => {
    const { errors } = await app.ask('mutation { fillDemo(input: {}) { demo { state } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect((await app.ask('{ demo { state } }')).data.demo).toBeNull();
  });

  it('names the mappings that it ships, and what the organisation decided by default', async () => {
    const { data } = await app.ask('{ mappings { name description } settings { zone smallestGroup } }');
    expect(data.mappings).toContainEqual({ name: 'hospital-incidents', description: 'The made-up example export' });
    expect(data.settings).toEqual({ zone: 'UTC', smallestGroup: 5 });
  });

  it('lists what is on record by what is asked for', async () => {
    const { data, errors } = await app.ask(`{
      all: tickets { totalCount }
      open: tickets(filter: { overdue: true }) { totalCount edges { node { ticketId externalId state } } }
      rest: tickets(filter: { overdue: false }) { totalCount }
      counted: ticketCounts(groupBy: [], filter: { overdue: true }) { count }
      silenceList(first: 500) { edges { node { ticketId } } }
      improvements { totalCount } instruments { totalCount } surveys(state: OPEN) { totalCount }
      interactions(filter: { channel: PHONE }) { totalCount } commitment(id: "x") { id } improvement(id: "x") { id } instrument(id: "x") { name }
    }`);
    expect(errors).toBeUndefined();
    const { all, open, rest, counted, silenceList } = data;
    expect(all.totalCount).toBe(60);
    expect(open.totalCount + rest.totalCount).toBe(60);
    const silent = new Set(silenceList.edges.map(({ node }: { node: { ticketId: string } }) => node.ticketId));
    expect(new Set(open.edges.map(({ node }: { node: { ticketId: string } }) => node.ticketId))).toEqual(silent);
    expect(counted.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(open.totalCount);
    const { data: one } = await app.ask('{ tickets(first: 1) { edges { node { ticketId externalId } } } }');
    const { ticketId, externalId } = one.tickets.edges[0].node as { ticketId: string; externalId: string };
    const { data: found } = await app.ask(
      `{ tickets(filter: { externalId: "${externalId}" }) { totalCount edges { node { ticketId } } } }`,
    );
    expect(found.tickets).toEqual({ totalCount: 1, edges: [{ node: { ticketId } }] });
  });

  it('is asked as the typed client of schema/ asks it', async () => {
    const client = rapport(app.url);
    const { data } = await app.ask('{ departments(first: 1) { edges { node { departmentId } } } }');
    const { departmentId } = data.departments.edges[0].node as { departmentId: string };
    const input = { departmentId, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE', commandId: 'client-1' } as const;
    const logged = await client.logTicket(input);
    expect(logged).toMatchObject({ recorded: true });
    expect(await client.logTicket(input)).toMatchObject({ recorded: false, ticket: logged!.ticket });
    const { edges } = await client.newTickets(departmentId, logged!.position);
    expect(edges.map(({ node }) => node.ticketId)).toContain(logged!.ticket!.ticketId);
    const [first] = await client.attention(1);
    const trial = first!.score.components.flatMap(({ evidence }) => evidence?.edges ?? [])[0]!.node;
    expect(await client.event(trial.eventIds[0]!)).toMatchObject({ data: {} });
    await expect(client.logTicket({ ...input, commandId: 'client-2', departmentId: 'nowhere' })).rejects.toMatchObject({
      code: 'NOT_REGISTERED',
      field: 'departmentId',
    });
  });
});
