import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Issuer } from '../../../src/access/oidc/issuer.js';

describe('the issuer of tokens', () => {
  let server: Server;
  let url: string;
  let published: object[];
  let asked: string[];
  beforeEach(async () => {
    [published, asked] = [[], []];
    server = createServer((request, response) => {
      asked.push(request.url!);
      const isKeys = request.url === '/keys';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(isKeys ? { keys: published } : { issuer: url, jwks_uri: `${url}/keys` }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
  });

  async function turnTo(kid: string, claims: Readonly<Record<string, unknown>> = {}) {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    published = [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }];
    return new SignJWT({ sub: 'a', aud: 'rapport', iss: url, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setExpirationTime('1m')
      .sign(privateKey);
  }
  const issuer = () => new Issuer({ issuer: url, audience: 'rapport', cooldownMs: 0 });
  const code = (claims: Promise<unknown>) =>
    claims.then(
      () => 'OK',
      ({ code: why }: { code: string }) => why,
    );

  it('may turn to a new key: it is fetched when a token names it, and the old one is believed no more', async () => {
    const known = issuer();
    const first = await turnTo('one');
    expect(await known.claimsOf(first)).toMatchObject({ sub: 'a' });
    const second = await turnTo('two');
    expect(await known.claimsOf(second)).toMatchObject({ sub: 'a' });
    expect(await code(known.claimsOf(first))).toBe('UNAUTHENTICATED');
    expect(asked.filter((path) => path !== '/keys')).toEqual(['/.well-known/openid-configuration']);
  });
  it('that does not answer makes nobody a stranger, and is asked again', async () => {
    const token = await turnTo('one');
    const known = issuer();
    const { port } = server.address() as AddressInfo;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    expect(await code(known.claimsOf(token))).toBe('ISSUER_UNAVAILABLE');
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await code(known.claimsOf(token))).toBe('OK');
  });
  it('is asked where its keys are once, however many come meanwhile with whatever they call a token', async () => {
    const known = issuer();
    const codes = await Promise.all(Array.from({ length: 20 }, (_, n) => code(known.claimsOf(`x.y.${n}`))));
    expect([...new Set(codes)]).toEqual(['UNAUTHENTICATED']);
    expect(asked).toEqual(['/.well-known/openid-configuration']);
  });
  it('tells of a sign-out by a token that says so, of now, and by no other', async () => {
    const iat = Math.floor(Date.now() / 1_000);
    const logout = {
      iat,
      jti: 'j',
      sid: 's',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    };
    const told = await issuer().signedOut(await turnTo('one', logout));
    expect(told).toMatchObject({ sub: 'a', sid: 's' });
    expect(told.at).toBeGreaterThanOrEqual(iat * 1_000);
    for (const wrong of [
      { events: undefined },
      { events: { 'https://evil.example': {} } },
      { events: 'http://schemas.openid.net/event/backchannel-logout' },
      { nonce: 'n' },
      { jti: undefined },
      { iat: undefined },
      { iat: iat - 700 },
      { sub: undefined, sid: undefined },
      { aud: 'another' },
      { iss: 'https://evil.example' },
    ]) {
      const token = await turnTo('one', { ...logout, ...wrong });
      expect([wrong, await code(issuer().signedOut(token))]).toEqual([wrong, 'UNAUTHENTICATED']);
    }
  });
  it('signs other things than who somebody is', async () => {
    const logout = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    for (const claims of [{ events: logout }, { sub: '' }, { sub: 5 }, { sub: { name: 'a' } }])
      expect([claims, await code(issuer().claimsOf(await turnTo('one', claims)))]).toEqual([claims, 'UNAUTHENTICATED']);
  });
  it('has its keys where nobody can put others between, if it is there itself', async () => {
    const token = await turnTo('one');
    const secure = 'https://login.example';
    for (const [scheme, asks] of [
      ['http', 1],
      ['https', 2],
    ] as const) {
      const fetched = vi
        .spyOn(globalThis, 'fetch')
        .mockImplementation(async () => Response.json({ issuer: secure, jwks_uri: `${scheme}://login.example/keys` }));
      expect(await code(new Issuer({ issuer: secure, audience: 'rapport' }).claimsOf(token))).toBe(
        scheme === 'http' ? 'ISSUER_UNAVAILABLE' : 'UNAUTHENTICATED',
      );
      expect([scheme, fetched.mock.calls.length]).toEqual([scheme, asks]);
      fetched.mockRestore();
    }
  });

  it('is the one that its discovery says it is', async () => {
    const token = await turnTo('one');
    const other = new Issuer({ issuer: `${url}/realm`, audience: 'rapport' });
    expect(await code(other.claimsOf(token))).toBe('ISSUER_UNAVAILABLE');
  });
});
