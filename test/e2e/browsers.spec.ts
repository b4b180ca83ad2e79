import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { RunningServer } from '../support/running-server.js';

interface Socket {
  once(event: 'open' | 'error', listener: (error: Error) => void): Socket;
  close(): void;
}
// Comes with the GraphQL server, without type declarations.
const WebSocket = createRequire(import.meta.url)('ws') as new (url: string, protocol: string, options: object) => Socket;

const FRONTEND = 'http://localhost:5173';
const EVIL = 'http://evil.example';
const MUTATION = 'mutation { registerDepartment(input: { departmentId: "d", name: "D", kind: CLINICAL }) { revision } }';

describe('A browser on the server’s own machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.start({
      EVENT_LOG: `file:${join(folder, 'events.db')}`,
      VIEW_STORE: `file:${join(folder, 'views.db')}`,
      ALLOWED_ORIGINS: FRONTEND,
    });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** With headers that `fetch` does not let a program choose. */
  const send = (
    method: string,
    path: string,
    headers: Record<string, string> | readonly string[],
    body = '',
    options: object = {},
  ) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const sent = request(server.url + path, { method, headers, agent: false, ...options });
      sent.once('error', reject).once('response', (answer) => {
        text(answer).then((words) => resolve({ status: answer.statusCode!, headers: answer.headers, body: words }), reject);
      });
      sent.end(body);
    });
  const ask = (headers: Record<string, string>, body: string) => send('POST', '/graphql', headers, body);
  const json = { 'content-type': 'application/json' };
  const registered = async () => {
    const { data } = await server.ask('{ departments { totalCount } }');
    return (data as { departments: { totalCount: number } }).departments.totalCount;
  };

  it('cannot be made to send commands by the form of a foreign page', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `query=${encodeURIComponent(MUTATION)}`;
    expect((await ask({ ...form, origin: EVIL }, body)).status).toBe(403);
    // Nor by any form: what a page may send without asking is no way in.
    expect((await ask(form, body)).status).toBe(415);
    expect((await ask({ 'content-type': 'text/plain' }, JSON.stringify({ query: MUTATION }))).status).toBe(415);
    expect(await registered()).toBe(0);
  });

  it('is told when a body is too large', async () => {
    const { status, body } = await ask(json, JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(1024 * 1024) }));
    expect([status, body]).toEqual([413, expect.stringContaining('Send a smaller request')]);
  });

  it('is told the code and the remedy when a foreign page asks', async () => {
    const { status, body } = await ask({ ...json, origin: EVIL }, '{"query":"{ __typename }"}');
    expect(status).toBe(403);
    expect(body).toContain('FORBIDDEN_ORIGIN');
    expect(body).toContain('ALLOWED_ORIGINS');
  });

  it('cannot be led here by a foreign name', async () => {
    for (const path of ['/graphql?query={__typename}', '/feed/events', '/graphiql', '/health/ready'])
      expect((await send('GET', path, { host: 'evil.example' })).status).toBe(403);
  });

  const connect = (to: string, origin: string) =>
    new Promise<string>((resolve) => {
      const connection = new WebSocket(to.replace('http', 'ws'), 'graphql-transport-ws', { origin });
      connection.once('error', (error) => resolve(error.message)).once('open', () => resolve('open'));
      connection.once('open', () => connection.close());
    });
  const socket = (origin: string) => connect(`${server.url}/graphql`, origin);

  it('opens no WebSocket for a foreign page, but does for ours and the allowed ones', async () => {
    expect(await socket(EVIL)).toContain('403');
    expect(await socket('null')).toContain('403');
    expect(await socket(server.url)).toBe('open');
    expect(await socket(FRONTEND)).toBe('open');
  });

  it('names one host, which could be one', async () => {
    for (const host of ['localhost#.evil.example', 'localhost/', 'evil.example@localhost'])
      expect([host, (await send('GET', '/session', { host })).status]).toEqual([host, 400]);
    const two = ['host', '127.0.0.1', 'host', 'evil.example'];
    expect((await send('GET', '/session', two)).status).toBe(400);
  });

  it('is told in the one form of a body that cannot be read, at every address that has a route', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const [path, type, body] of [
      ['/sign-out', form, 'a=b'],
      ['/sign-out', json, '{'],
      ['/uploads?file=a.csv', form, 'a=b'],
      ['/nowhere', json, '{'],
    ] as const) {
      const answer = await send('POST', path, type, body);
      expect([path, JSON.parse(answer.body)]).toEqual([path, { error: expect.objectContaining({ code: 'INVALID_INPUT' }) }]);
    }
  });

  it('keeps no answer, and makes nothing else of it than it is', async () => {
    const upgrade = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAA' };
    const answers = {
      question: send('GET', '/graphql?query={__typename}', {}),
      refusal: send('GET', '/graphql?query={nothing}', {}),
      'too large': ask(json, 'x'.repeat(1024 * 1024 + 1)),
      'other type': ask({ 'content-type': 'text/plain' }, 'x'),
      'foreign page': ask({ ...json, origin: EVIL }, '{}'),
      nowhere: send('GET', '/nowhere', { accept: 'application/json' }),
      'no address': send('GET', '/%ff', {}),
      'too long a head': send('GET', '/', { 'x-long': 'x'.repeat(20_000) }),
      'refused WebSocket': send('GET', '/graphql', { ...upgrade, origin: EVIL }),
      'WebSocket elsewhere': send('GET', '/elsewhere', upgrade),
      'broken handshake': send('GET', '/graphql', upgrade),
      'no host': send('GET', '/', {}, '', { setHost: false }),
      'unknown expectation': send('GET', '/', { expect: 'the unexpected' }),
      feed: send('GET', '/feed/events?after=start&until=end', {}),
      session: send('GET', '/session', {}),
      metrics: send('GET', '/metrics', {}),
      ready: send('GET', '/health/ready', {}),
    };
    for (const [what, answer] of Object.entries(answers)) {
      const { headers } = await answer;
      expect([what, headers['x-content-type-options'], headers['content-security-policy']]).toEqual([
        ...[what, 'nosniff', "default-src 'none'; frame-ancestors 'none'"],
      ]);
      expect([what, headers['cache-control']]).toEqual([what, expect.stringContaining('no-store')]);
    }
  });

  it('is not waited for by a server that stops when its WebSocket was refused', async () => {
    const other = await RunningServer.start({
      EVENT_LOG: `file:${join(folder, 'other', 'events.db')}`,
      VIEW_STORE: `file:${join(folder, 'other', 'views.db')}`,
    });
    const refused = [connect(`${other.url}/graphql`, EVIL), connect(`${other.url}/elsewhere`, other.url)];
    expect(await Promise.all(refused)).toEqual([expect.stringContaining('403'), expect.stringContaining('404')]);
    expect(await other.stop()).toBe(0);
  });

  it('lets an allowed page ask, over CORS, and read the feed', async () => {
    const preflight = {
      origin: FRONTEND,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const allowed = await send('OPTIONS', '/graphql', preflight);
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': FRONTEND,
      'access-control-allow-headers': 'content-type',
    });
    expect(await ask({ ...json, origin: FRONTEND }, '{"query":"{ __typename }"}')).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': FRONTEND },
    });
    await server.record('registerDepartment', { departmentId: 'ward', name: 'Ward', kind: 'CLINICAL' });
    const feed = await send('GET', '/feed/events?limit=1', { origin: FRONTEND });
    expect(feed.headers).toMatchObject({ 'access-control-allow-origin': FRONTEND });
    expect(feed.body).toContain('DepartmentRegistered');
  });
});
