import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.js';
import { type ServedApp, servedApp } from '../support/app.js';
import { AUDIENCE, LocalIssuer } from '../support/local-issuer.js';
import { run } from '../unit/cli/fake-services.js';

const MAPPING = '{ roles: { claim: groups, values: { desk: IT_AGENT } }, teams: { claim: teams } }';
const IN_A_YEAR = new Date(Date.now() + 365 * 86_400_000).toISOString();

describe('an administrator', () => {
  let issuer: LocalIssuer;
  let app: ServedApp;
  let admin: string;
  beforeAll(async () => {
    issuer = await LocalIssuer.start({ agent: { groups: ['desk'], teams: ['desk'] } }, {}, {});
    app = await servedApp(undefined, { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: AUDIENCE, OIDC_ROLE_MAPPING: MAPPING });
    const { runner, configuration } = app.services;
    const wanted = { name: 'First', roles: ['ADMINISTRATOR'], departmentIds: [], teamIds: [], everywhere: true } as const;
    admin = (await issueKey(runner, configuration.organizationId, { ...wanted, expiresAt: IN_A_YEAR })).key;
  });
  afterAll(async () => {
    await app?.close();
    await issuer?.close();
  });

  const ask = async (token: string, query: string) => {
    const { data, errors } = await app.ask(query, undefined, { authorization: `Bearer ${token}` });
    return { data, codes: errors?.map(({ extensions: { code, field } }) => (field === undefined ? code : `${code} ${field}`)) };
  };
  const session = async (token: string) =>
    (await (await fetch(`${app.url}/session`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
      identity: { subject: string; roles: string[]; everywhere: boolean; teams: string[] };
    };

  it('gives a person a role at once, and takes it back at once', async () => {
    const agent = await issuer.tokenFor('agent');
    const { subject } = (await session(agent)).identity;
    const CALIBRATE = '{ calibrate { component } }';
    expect((await ask(agent, CALIBRATE)).codes).toEqual(['FORBIDDEN calibrate']);
    const role = `subjectRef: "${subject}", role: ANALYST`;
    const assigned = await ask(
      admin,
      `mutation { assignAccessRole(input: { ${role}, everywhere: true }) { roles { role everywhere } } }`,
    );
    expect(assigned).toEqual({
      data: { assignAccessRole: { roles: [{ role: 'ANALYST', everywhere: true }] } },
      codes: undefined,
    });
    expect((await session(agent)).identity).toMatchObject({ roles: ['IT_AGENT', 'ANALYST'], everywhere: true });
    expect((await ask(agent, CALIBRATE)).codes).toBeUndefined();
    expect((await ask(admin, '{ accessRoles { subjectRef role until } }')).data).toEqual({
      accessRoles: [{ subjectRef: subject, role: 'ANALYST', until: null }],
    });
    expect((await ask(admin, `mutation { revokeAccessRole(input: { ${role} }) { roles { role } } }`)).data).toEqual({
      revokeAccessRole: { roles: [] },
    });
    expect((await session(agent)).identity).toMatchObject({ roles: ['IT_AGENT'], everywhere: false, teams: ['desk'] });
    expect((await ask(agent, CALIBRATE)).codes).toEqual(['FORBIDDEN calibrate']);
  });

  it('is told whose rows a role must open', async () => {
    const assign = (more: string) =>
      ask(admin, `mutation { assignAccessRole(input: { subjectRef: "person-1", role: TEAM_LEAD ${more} }) { roles { role } } }`);
    expect((await assign('')).codes).toEqual(['INVALID_INPUT everywhere']);
    expect((await assign(', everywhere: true, teamIds: ["desk"]')).codes).toEqual(['INVALID_INPUT everywhere']);
    expect((await assign(', teamIds: ["nobody-knows"]')).codes).toEqual(['NOT_REGISTERED teamIds']);
    expect((await assign(', everywhere: true, until: "2020-01-01T00:00:00Z"')).codes).toEqual(['INVALID_INPUT until']);
  });

  it('makes a key, is told it once, and takes it back at once', async () => {
    const input = `name: "Zammad", roles: [INTEGRATION], everywhere: true, expiresAt: "${IN_A_YEAR}"`;
    const made = await ask(admin, `mutation { createAccessKey(input: { ${input} }) { key accessKey { keyId status } } }`);
    const { key, accessKey } = (made.data as { createAccessKey: { key: string; accessKey: { keyId: string } } }).createAccessKey;
    expect((await session(key)).identity).toMatchObject({ subject: `key-${accessKey.keyId}`, roles: ['INTEGRATION'] });
    const list = await ask(admin, '{ accessKeys { keyId name status roles everywhere issuedAt expiresAt revokedAt } }');
    expect(list.data).toMatchObject({ accessKeys: [{ name: 'First' }, { keyId: accessKey.keyId, status: 'LIVE' }] });
    expect(JSON.stringify(list.data)).not.toContain(key.split('_').slice(2).join('_'));
    const revoke = `mutation { revokeAccessKey(input: { keyId: "${accessKey.keyId}" }) { accessKey { status } } }`;
    expect((await ask(admin, revoke)).data).toEqual({ revokeAccessKey: { accessKey: { status: 'REVOKED' } } });
    expect((await ask(key, '{ teams(first: 1) { totalCount } }')).codes).toEqual(['UNAUTHENTICATED authorization']);
  });

  it('gives and takes a role from the shell by the same rules, where it is known at once', async () => {
    const agent = await issuer.tokenFor('agent');
    const { subject } = (await session(agent)).identity;
    const shell = (words: string) => run(words, app.services);
    const rolesBecome = async (roles: readonly string[]) => {
      while (JSON.stringify((await session(agent)).identity.roles) !== JSON.stringify(roles));
    };
    expect((await shell('roles list')).stdout).toBe('Nobody has been given a role here.\n');
    expect(await shell(`roles assign --subject ${subject} --role ANALYST`)).toMatchObject({ exit: 1 });
    expect((await shell(`roles assign --subject ${subject} --role ANALYST --team nobody-knows`)).stderr).toContain(
      'NOT_REGISTERED',
    );
    expect(await shell(`roles assign --subject ${subject} --role ANALYST --everywhere`)).toMatchObject({ exit: 0 });
    await rolesBecome(['IT_AGENT', 'ANALYST']);
    expect(JSON.parse((await shell('roles list --json')).stdout)).toMatchObject({
      ...{ subjectRef: subject, role: 'ANALYST', everywhere: true, until: null },
    });
    expect(await shell(`roles revoke --subject ${subject} --role ANALYST`)).toMatchObject({ exit: 0 });
    await rolesBecome(['IT_AGENT']);
    expect((await shell('roles revoke --subject person-nobody --role ANALYST')).stderr).toContain('NOT_FOUND');
  });

  it('is told who may come in, as is an auditor, and no other who sees all rows: neither asked nor event by event', async () => {
    const { runner, configuration } = app.services;
    const { organizationId } = configuration;
    const stream = `access-${organizationId}`;
    const whole = { name: 'x', departmentIds: [], teamIds: [], everywhere: true, expiresAt: IN_A_YEAR };
    const { data } = await ask(admin, `{ streamEvents(stream: "${stream}", first: 1) { edges { node { id } } } }`);
    const { id } = (data as { streamEvents: { edges: { node: { id: string } }[] } }).streamEvents.edges[0]!.node;
    for (const role of ['AUDITOR', 'ANALYST', 'INTEGRATION'] as const) {
      const { key } = await issueKey(runner, organizationId, { ...whole, roles: [role] });
      const isTold = role === 'AUDITOR';
      const { codes } = await ask(key, '{ accessKeys { keyId } accessRoles { role } }');
      expect([role, codes === undefined]).toEqual([role, isTold]);
      expect([role, (await ask(key, `{ streamEvents(stream: "${stream}") { totalCount } }`)).codes]).toEqual([
        ...[role, isTold ? undefined : ['FORBIDDEN stream']],
      ]);
      expect([role, (await ask(key, `{ event(id: "${id}") { id } }`)).data]).toEqual([role, { event: isTold ? { id } : null }]);
      const feed = await fetch(`${app.url}/feed/events?after=start&until=end`, { headers: { authorization: `Bearer ${key}` } });
      expect([role, (await feed.text()).includes('AccessKeyIssued')]).toEqual([role, isTold]);
    }
  });

  it('gives whoever acts for one team a look at all, and no hand in what is others’', async () => {
    const done = async (mutation: string) => expect((await ask(admin, `mutation { ${mutation} }`)).codes).toBeUndefined();
    await done('registerDepartment(input: { departmentId: "icu", name: "ICU", kind: CLINICAL }) { position }');
    for (const teamId of ['desk', 'network']) {
      await done(`registerServiceTeam(input: { teamId: "${teamId}", name: "${teamId}" }) { position }`);
      const about = `ticketId: "of-${teamId}", departmentId: "icu", teamId: "${teamId}"`;
      await done(`logTicket(input: { ${about}, kind: INCIDENT, channel: PHONE, clinicalImpact: NONE }) { position }`);
    }
    const agent = await issuer.tokenFor('agent');
    const { subject } = (await session(agent)).identity;
    const auditor = `input: { subjectRef: "${subject}", role: AUDITOR }`;
    await done(`assignAccessRole(${auditor}) { roles { role } }`);
    const acknowledged = async (teamId: string) =>
      (
        await ask(
          agent,
          `mutation { acknowledgeTicket(input: { ticketId: "of-${teamId}", byRef: "${subject}", human: true }) { position } }`,
        )
      ).codes;
    expect((await session(agent)).identity.everywhere).toBe(true);
    expect(await acknowledged('network')).toEqual(['NOT_FOUND ticketId']);
    expect(await acknowledged('desk')).toBeUndefined();
    await done(`revokeAccessRole(${auditor}) { roles { role } }`);
  });

  it('lets no key that is narrowed import a file, nor see what no view could take in: either may be of anybody', async () => {
    const input = `name: "Narrow", roles: [INTEGRATION], departmentIds: ["icu"], expiresAt: "${IN_A_YEAR}"`;
    const made = await ask(admin, `mutation { createAccessKey(input: { ${input} }) { key } }`);
    const { key } = (made.data as { createAccessKey: { key: string } }).createAccessKey;
    const importing = 'mutation { importFile(input: { uploadId: "x", mapping: "hospital-incidents" }) { upload { uploadId } } }';
    expect((await ask(key, importing)).codes).toEqual(['FORBIDDEN importFile']);
    expect((await ask(key, '{ parkedEvents { totalCount } }')).codes).toEqual(['FORBIDDEN parkedEvents']);
    expect((await ask(admin, '{ parkedEvents { totalCount } }')).codes).toBeUndefined();
    expect((await ask(admin, importing)).codes).toEqual(['NOT_FOUND uploadId']);
  });
});
