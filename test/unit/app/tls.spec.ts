import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, get as getByTls } from 'node:https';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { httpAdapter } from '../../../src/app/http-server.js';
import { secureHeaders } from '../../../src/http/secure-headers.js';
import { selfSigned } from '../../support/certificate.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** The server as it is configured with these files. */
function configured(files: { readonly certificate: string; readonly key: string }): FastifyInstance {
  const home = folder();
  writeFileSync(join(home, 'cert.pem'), files.certificate);
  writeFileSync(join(home, 'key.pem'), files.key);
  const adapter = httpAdapter(readConfiguration({ TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }, home));
  return adapter.getInstance<FastifyInstance>();
}

describe('a server with a certificate of its own', () => {
  const own = selfSigned();
  let fastify: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    fastify = configured(own);
    secureHeaders(fastify, true);
    fastify.get('/', async () => 'here');
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = fastify.server.address() as AddressInfo);
  });
  afterAll(() => fastify.close());

  async function ask(options: object): Promise<IncomingMessage> {
    const request = getByTls({ host: '127.0.0.1', port, path: '/', agent: new Agent(), ...options });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response.resume();
  }

  it('is believed by who knows the certificate, and has browsers stay with TLS', async () => {
    const { statusCode, headers } = await ask({ ca: own.certificate });
    expect([statusCode, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
  });

  it.each([
    ['that has no address', { path: '/%ff' }, 400],
    ['that is none', { method: 'NOTHING' }, 400],
  ])('has them stay with TLS by the answer to a request as well %s', async (_what, options, status) => {
    const { statusCode, headers } = await ask({ ca: own.certificate, ...options });
    expect([statusCode, headers['strict-transport-security']]).toEqual([status, 'max-age=31536000']);
  });

  it('is not believed by who does not', async () => {
    await expect(ask({})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    await expect(ask({ ca: selfSigned().certificate })).rejects.toThrow(/self-signed|signature/);
  });

  it('speaks no TLS before 1.2, and nothing without', async () => {
    const old = { ca: own.certificate, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' };
    await expect(ask(old)).rejects.toThrow(/alert protocol version/);
    await expect(once(get({ host: '127.0.0.1', port, path: '/' }), 'response')).rejects.toThrow();
  });
});

describe('a certificate that cannot be used', () => {
  const { certificate, key } = selfSigned();
  it.each([
    ['TLS_CERT', { certificate: 'not PEM', key }],
    ['TLS_KEY', { certificate, key: 'not PEM' }],
    ['TLS_KEY', { certificate, key: selfSigned().key }],
  ])('keeps the server from starting, by the name of %s', (field, files) => {
    expect(() => configured(files)).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION', field }));
  });

  it('is one whose file is not there, too', () => {
    const configuration = readConfiguration({ TLS_CERT: 'nowhere.pem', TLS_KEY: 'nowhere.pem' }, folder());
    expect(() => httpAdapter(configuration)).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIGURATION', field: 'TLS_CERT' }),
    );
  });
});
