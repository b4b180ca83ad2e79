import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MemorySessions } from '../../../src/access/sessions/session-store.js';
import { openAccess } from '../../../src/app/access.module.js';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';

const PUBLIC_URL = 'http://127.0.0.1:1';
type Key = Awaited<ReturnType<typeof generateKeyPair>>;

/** An issuer that gives whatever ID token the test has it give: what a real one never would. */
let server: Server;
let url: string;
let own: Key;
let idToken: string;
beforeAll(async () => {
  own = await generateKeyPair('RS256', { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
  server = createServer((request, response) => {
    const metadata = {
      issuer: url,
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
    };
    const answers: Record<string, object> = {
      '/jwks': keys,
      '/token': { access_token: 'a', token_type: 'Bearer', id_token: idToken },
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url!] ?? metadata));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function opened() {
  const mapping = '{ roles: { claim: groups, values: { desk: IT_AGENT } } }';
  const issuer = { OIDC_ISSUER: url, OIDC_AUDIENCE: 'api', OIDC_CLIENT_ID: 'rapport', OIDC_ROLE_MAPPING: mapping };
  const configuration = readConfiguration({ LOG_LEVEL: 'silent', PUBLIC_URL, ...issuer }, '/srv');
  const { signIn, close } = await openAccess({ configuration, log: new MemoryEventLog(), people: undefined });
  return { ...signIn!, close };
}

async function signedIn({ signIn }: Awaited<ReturnType<typeof opened>>, wrong: JWTPayload = {}, key = own.privateKey) {
  const { url: sentTo, cookie } = await signIn.begin('/');
  const { state, nonce } = Object.fromEntries(new URL(sentTo).searchParams) as { state: string; nonce: string };
  const claims = { iss: url, aud: 'rapport', sub: 'ada', nonce, groups: ['desk'], ...wrong };
  const signing = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuedAt();
  idToken = await (claims.exp === undefined ? signing.setExpirationTime('1m') : signing).sign(key);
  return signIn.finish(cookie, `code=c&state=${state}`);
}

describe('signing in', () => {
  it('takes the word of nobody but the issuer, for this sign-in', async () => {
    const parts = await opened();
    expect((await signedIn(parts)).signedIn.roles).toEqual(['IT_AGENT']);
    const stranger = (await generateKeyPair('RS256')).privateKey;
    await expect(signedIn(parts, {}, stranger)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const wrong of [{ nonce: 'another' }, { aud: 'another' }, { iss: 'https://evil.example' }, { exp: 1 }])
      await expect(signedIn(parts, wrong)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await parts.close();
  });

  it('takes no room of those who are signed in, so that many who begin sign nobody out', async () => {
    const { signIn, sessions, close } = await opened();
    const put = vi.spyOn(MemorySessions.prototype, 'put');
    await sessions.begin({ subject: 'ada', roles: ['IT_AGENT'] });
    await signIn.begin('/');
    expect(put.mock.contexts).toHaveLength(2);
    expect(put.mock.contexts[0]).not.toBe(put.mock.contexts[1]);
    put.mockRestore();
    await close();
  });
});
