import { createRequire } from 'node:module';
import { generateKeyPair } from 'jose';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueKey, revokeKey } from '../../src/access/keys/issue-key.js';
import { openPathsInOrder, POLICY } from '../../src/access/policy.js';
import { CookieBrowser } from '../support/cookie-browser.js';
import { AUDIENCE, LocalIssuer } from '../support/local-issuer.js';
import { type ServedApp, servedApp } from '../support/app.js';

const webSocketImpl: unknown = createRequire(import.meta.url)('ws');

const MAPPING = JSON.stringify({
  roles: { claim: 'groups', values: { 'rapport-analysts': 'ANALYST', 'it-desk': 'IT_AGENT' } },
  departments: { claim: 'departments' },
  teams: { claim: 'teams' },
});
const CLIENTS = {
  analyst: { groups: ['rapport-analysts'], departments: ['*'] },
  agent: { groups: ['it-desk', 'another'], teams: ['desk'] },
  stranger: { groups: ['another'] },
};
const PEOPLE = { ada: { groups: ['it-desk'], teams: ['desk'] }, bob: { groups: ['it-desk'], teams: ['desk'] } };
/** How browsers would reach it. */
const PUBLIC_URL = 'http://127.0.0.1:1';
const IN_A_YEAR = new Date(Date.now() + 365 * 86_400_000).toISOString();

let issuer: LocalIssuer;
let app: ServedApp;
beforeAll(async () => {
  issuer = await LocalIssuer.start(CLIENTS, PEOPLE, { app: PUBLIC_URL });
  app = await servedApp(undefined, {
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_ROLE_MAPPING: MAPPING,
    OIDC_CLIENT_ID: 'rapport',
    PUBLIC_URL,
  });
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

const bearer = (token?: string): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
const post = async (query: string, headers: Readonly<Record<string, string>>) => {
  const body = JSON.stringify({ query });
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const { data, errors } = (await response.json()) as {
    data?: object;
    errors?: { extensions: { code: string; field?: string } }[];
  };
  return { status: response.status, data, codes: errors?.map(({ extensions }) => extensions.code) };
};
const ask = (query: string, token?: string) => post(query, bearer(token));
const TEAMS = '{ teams(first: 1) { totalCount } }';
const NOT_KNOWN = { status: 401, data: undefined, codes: ['UNAUTHENTICATED'] };
const keyOf = (more: object = {}) =>
  issueKey(app.services.runner, app.services.configuration.organizationId, {
    name: 'Zammad',
    roles: ['INTEGRATION'],
    departmentIds: [],
    teamIds: [],
    everywhere: true,
    expiresAt: IN_A_YEAR,
    ...more,
  });

describe('without an identity', () => {
  it('nothing answers but health, the sign-in and the page’s files', async () => {
    const paths = [...POLICY.keys()].flatMap((name) => (name.startsWith('HTTP ') ? [name.slice('HTTP '.length)] : []));
    const codeAt = async (path: string, method = 'GET') => {
      const headers = { accept: 'application/json' };
      const response = await fetch(app.url + path.replaceAll(/:\w+|\*/g, 'x'), { method, headers });
      const body = (await response.json().catch(() => ({}))) as {
        error?: { code: string };
        errors?: { extensions: { code: string } }[];
      };
      return [path, response.status, body.error?.code ?? body.errors?.[0]?.extensions.code];
    };
    const methods: Readonly<Record<string, string>> = { '/uploads': 'POST', '/sessions/:id': 'DELETE' };
    for (const path of paths) expect(await codeAt(path, methods[path])).toEqual([path, 401, 'UNAUTHENTICATED']);
    for (const path of openPathsInOrder.filter((one) => one !== '/sign-in/callback'))
      expect((await codeAt(path))[2]).not.toBe('UNAUTHENTICATED');
    expect(await codeAt('/session')).toEqual(['/session', 200, undefined]);
    expect((await fetch(`${app.url}/nowhere`, { method: 'POST' })).status).toBe(401);
  });
  it('a WebSocket is closed at once', async () => {
    const client = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl, retryAttempts: 0 });
    await expect(first(client, TEAMS)).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
  });
});

describe('a token of the issuer', () => {
  it('opens what the roles in its claims may do, and no more', async () => {
    const [analyst, agent, stranger] = await Promise.all(['analyst', 'agent', 'stranger'].map((id) => issuer.tokenFor(id)));
    expect(await ask(TEAMS, analyst)).toEqual({ status: 200, data: { teams: { totalCount: 0 } }, codes: undefined });
    expect((await ask('{ calibrate { component } }', analyst)).codes).toBeUndefined();
    expect((await ask('{ calibrate { component } }', agent)).codes).toEqual(['FORBIDDEN']);
    expect((await ask(TEAMS, stranger)).codes).toEqual(['FORBIDDEN']);
    const session = await (await fetch(`${app.url}/session`, { headers: bearer(agent) })).json();
    expect(session).toMatchObject({ mode: 'CLOSED', identity: { roles: ['IT_AGENT'], everywhere: false, teams: ['desk'] } });
    expect(session.identity.may).toContain('Query relationships');
    expect(session.identity.may).not.toContain('Query calibrate');
    expect(JSON.stringify(session)).not.toContain('agent"');
  });
  it('opens a WebSocket, by the parameters of connection_init', async () => {
    const authorization = `Bearer ${await issuer.tokenFor('analyst')}`;
    const url = `${app.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl, retryAttempts: 0, connectionParams: { authorization } });
    expect(await first(client, TEAMS)).toEqual({ data: { teams: { totalCount: 0 } } });
    await client.dispose();
  });
  it('opens nothing when anything about it is not as it should be', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { groups: ['rapport-analysts'], departments: ['*'] };
    expect((await ask(TEAMS, await issuer.sign(claims))).status).toBe(200);
    expect((await ask(TEAMS, await issuer.sign({ ...claims, aud: ['another', AUDIENCE] }))).status).toBe(200);
    // The issuer's clock may be a little off.
    expect((await ask(TEAMS, await issuer.sign({ ...claims, exp: now - 5, nbf: now }))).status).toBe(200);
    const other = (await generateKeyPair('RS256')).privateKey;
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const good = await issuer.sign(claims);
    const [head, body, signature] = good.split('.') as [string, string, string];
    const swapped = encoded({
      ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object),
      departments: ['*'],
      groups: ['it-desk'],
    });
    const none = `${encoded({ alg: 'none' })}.${body}.`;
    const hostile = {
      expired: await issuer.sign({ ...claims, exp: now - 60 }),
      'not valid yet': await issuer.sign({ ...claims, nbf: now + 600 }),
      'of another audience': await issuer.sign({ ...claims, aud: 'another' }),
      'of several audiences, none of which is ours': await issuer.sign({ ...claims, aud: ['another', `${AUDIENCE}/`] }),
      'of another issuer': await issuer.sign({ ...claims, iss: 'https://evil.example' }),
      'of another key': await issuer.sign(claims, {}, other),
      'of a key nobody knows': await issuer.sign(claims, { kid: 'two' }, other),
      'of a key that it names': await issuer.sign(claims, { jku: `${issuer.url}/jwks`, kid: '../one' }, other),
      'that never ends': await issuer.sign({ ...claims, exp: undefined }),
      'of a subject that is no text': await issuer.sign({ ...claims, sub: 5 as unknown as string }),
      'of nobody': await issuer.sign({ ...claims, sub: undefined }),
      'of a logout': await issuer.sign(claims, { typ: 'logout+jwt' }),
      'without a signature': none,
      'with another body': `${head}.${swapped}.${signature}`,
      'cut off': good.slice(0, -10),
      'no token': 'x.y.z',
    };
    for (const [what, token] of Object.entries(hostile)) {
      expect([what, await ask(TEAMS, token)]).toEqual([what, NOT_KNOWN]);
    }
    for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer a b', good, 'bearer\u00a0x'])
      expect([authorization, await post(TEAMS, { authorization })]).toEqual([authorization, NOT_KNOWN]);
  });
});

describe('people with a browser', () => {
  const session = async (browser: CookieBrowser) =>
    (await (await browser.ask(`${PUBLIC_URL}/session`)).json()) as { identity: { subject: string; roles: string[] } | null };
  /** Signs in at the issuer's own pages, which ask for a name and then for leave. */
  const signIn = async (browser: CookieBrowser, name: string, returnTo: string) => {
    const form = await browser.visit(`${PUBLIC_URL}/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    const consent = await browser.visit(form.url, { prompt: 'login', login: name, password: 'x' });
    return browser.visit(consent.url, { prompt: 'consent' });
  };
  const browserHere = () => new CookieBrowser({ [PUBLIC_URL]: app.url });

  it('sign in at the issuer, see no token, and sign out there as well', async () => {
    const browser = browserHere();
    expect((await session(browser)).identity).toBeNull();
    const arrived = await signIn(browser, 'ada', '/teams?x=1');
    expect(arrived.url).toBe(`${PUBLIC_URL}/teams?x=1`);
    const { identity } = await session(browser);
    expect(identity).toMatchObject({ roles: ['IT_AGENT'], everywhere: false, teams: ['desk'] });
    expect(identity!.subject).not.toContain('ada');
    const asked = await browser.ask(`${PUBLIC_URL}/graphql?query=${encodeURIComponent(TEAMS)}`);
    expect(await asked.json()).toEqual({ data: { teams: { totalCount: 0 } } });

    const out = await browser.ask(`${PUBLIC_URL}/sign-out`, { method: 'POST' });
    const { redirect } = (await out.json()) as { redirect: string };
    expect(redirect.startsWith(`${issuer.url}/session/end?`)).toBe(true);
    expect(redirect).not.toContain('token');
    expect((await session(browser)).identity).toBeNull();
    expect((await browser.ask(`${PUBLIC_URL}/graphql?query=${encodeURIComponent(TEAMS)}`)).status).toBe(401);
  });
  it('are signed out when the issuer says so, which nobody else can', async () => {
    const browser = browserHere();
    await signIn(browser, 'ada', '/');
    const tell = async (token: string | undefined, type = 'application/x-www-form-urlencoded') => {
      const body = new URLSearchParams(token === undefined ? {} : { logout_token: token }).toString();
      const { status } = await fetch(`${app.url}/sign-out/issuer`, { method: 'POST', headers: { 'content-type': type }, body });
      return status;
    };
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const logout = { aud: 'rapport', sub: 'ada', jti: 'j', events };
    const stranger = (await generateKeyPair('RS256')).privateKey;
    expect(await tell(undefined)).toBe(400);
    expect(await tell(await issuer.sign({ ...logout, events: undefined }))).toBe(400);
    expect(await tell(await issuer.sign(logout, { typ: 'logout+jwt' }, stranger))).toBe(400);
    expect(await tell(await issuer.sign(logout, { typ: 'logout+jwt' }), 'text/plain')).toBe(415);
    expect((await session(browser)).identity).not.toBeNull();
    const other = browserHere();
    await signIn(other, 'ada', '/');
    expect(await tell(await issuer.sign(logout, { typ: 'logout+jwt' }))).toBe(200);
    expect((await session(other)).identity).toBeNull();
  });
  it('see the sessions that they have, and end any of them', async () => {
    const [one, two, other] = [browserHere(), browserHere(), browserHere()];
    for (const browser of [one, two]) await signIn(browser, 'ada', '/');
    await signIn(other, 'bob', '/');
    type Listed = { readonly sessions: readonly { readonly id: string; readonly isThisBrowser: boolean }[] };
    const listed = async (browser: CookieBrowser) => (await (await browser.ask(`${PUBLIC_URL}/sessions`)).json()) as Listed;
    const { sessions } = await listed(one);
    expect(sessions.map(({ isThisBrowser }) => isThisBrowser)).toEqual([false, true]);
    const ended = async (browser: CookieBrowser, path = '', more: object = {}) =>
      (await browser.ask(`${PUBLIC_URL}/sessions${path}`, { method: 'DELETE', ...more })).status;
    const { id } = sessions[0]!;
    expect(await ended(two, `/${id}`, { headers: { origin: 'https://evil.example' } })).toBe(403);
    expect(await ended(other, `/${id}`)).toBe(404);
    expect(await ended(one, `/${id}`)).toBe(204);
    expect(await ended(one, `/${id}`)).toBe(404);
    expect((await session(two)).identity).toBeNull();
    expect((await listed(one)).sessions.map((session) => session.isThisBrowser)).toEqual([true]);
    await signIn(two, 'ada', '/');
    expect(await ended(two)).toBe(204);
    for (const browser of [one, two]) expect((await session(browser)).identity).toBeNull();
  });
  it('have cookies that no script reads and no foreign page sends', async () => {
    const answer = await browserHere().ask(`${PUBLIC_URL}/sign-in`);
    expect(answer.status).toBe(303);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rapport_sign_in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/),
    ]);
    expect(new URL(answer.headers.get('location')!).searchParams.get('code_challenge_method')).toBe('S256');
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await browserHere().ask(`${PUBLIC_URL}/sign-out`, foreign)).status).toBe(403);
  });
  it('are sent to pages of ours alone when they come back', async () => {
    for (const elsewhere of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a\n/b'])
      expect((await signIn(browserHere(), 'ada', elsewhere)).url).toBe(`${PUBLIC_URL}/`);
  });
  it('cannot be signed in by what another browser began, nor twice by the same', async () => {
    const [victim, attacker] = [browserHere(), browserHere()];
    const form = await attacker.visit(`${PUBLIC_URL}/sign-in`);
    const consent = await attacker.visit(form.url, { prompt: 'login', login: 'ada', password: 'x' });
    let back = await attacker.ask(consent.url, { method: 'POST', body: new URLSearchParams({ prompt: 'consent' }) });
    while (!back.headers.get('location')!.startsWith(PUBLIC_URL)) back = await attacker.ask(back.headers.get('location')!);
    const callback = back.headers.get('location')!;
    expect((await victim.ask(callback)).status).toBe(401);
    expect((await session(victim)).identity).toBeNull();
    expect((await attacker.ask(callback)).status).toBe(303);
    expect((await attacker.ask(callback)).status).toBe(401);
    expect((await attacker.ask(`${PUBLIC_URL}/sign-in/callback?error=access_denied`)).status).toBe(401);
  });
});

describe('a key', () => {
  it('opens at once what its role may do, until it is revoked', async () => {
    const { key, keyId } = await keyOf();
    expect((await fetch(`${app.url}/metrics`, { headers: bearer(key) })).status).toBe(200);
    expect((await ask('{ calibrate { component } }', key)).codes).toEqual(['FORBIDDEN']);
    const other = await keyOf({ roles: ['ANALYST'] });
    expect((await fetch(`${app.url}/metrics`, { headers: bearer(other.key) })).status).toBe(403);
    await revokeKey(app.services.runner, app.services.configuration.organizationId, keyId);
    const answers = async () => (await ask(TEAMS, key)).status;
    while ((await answers()) !== 401);
    expect(await ask(TEAMS, key)).toEqual(NOT_KNOWN);
    expect((await ask(TEAMS, other.key)).status).toBe(200);
  });
  it('opens nothing when a part of it is wrong', async () => {
    const { key, keyId } = await keyOf();
    const [, , secret] = key.split('_') as [string, string, string];
    for (const wrong of [
      key.slice(0, -1),
      `${key}x`,
      `rapport_${'0'.repeat(16)}_${secret}`,
      `rapport_${keyId}_${'A'.repeat(43)}`,
      'rapport_',
    ])
      expect([wrong, await ask(TEAMS, wrong)]).toEqual([wrong, NOT_KNOWN]);
  });
  it('is nowhere on record', async () => {
    const { key, keyId } = await keyOf();
    let log = '';
    for await (const page of app.services.log.read('')) log += JSON.stringify(page);
    expect(log).toContain(keyId);
    expect(log).not.toContain(key.split('_').slice(2).join('_'));
  });
});

/** The first answer over a WebSocket. */
async function first(client: Client, query: string) {
  for await (const answer of client.iterate({ query })) return answer;
  return undefined;
}
