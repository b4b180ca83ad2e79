import { describe, expect, it } from 'vitest';
import { isRapportError, type RapportError } from '../../domain/kernel/errors.js';
import { readConfiguration, type Environment } from './read-configuration.js';

const read = (environment: Environment) => readConfiguration(environment, '/srv/rapport');
const refusal = (environment: Environment): RapportError => {
  try {
    read(environment);
  } catch (error) {
    if (isRapportError(error, 'INVALID_CONFIGURATION')) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('readConfiguration', () => {
  it('keeps everything in files under ./data by default', () => {
    expect(read({})).toEqual({
      eventLog: { engine: 'embedded', file: '/srv/rapport/data/events.db' },
      viewStore: { engine: 'embedded', file: '/srv/rapport/data/views.db' },
      port: 4000,
      host: '127.0.0.1',
      allowedOrigins: [],
      role: 'all',
      logLevel: 'info',
      organizationId: 'hospital',
      earliestDate: '1990-01-01T00:00:00.000Z',
      startupWaitSeconds: 60,
      masterKeyFile: undefined,
      masterKey: undefined,
      access: 'configured',
      rateLimit: 3000,
      operations: undefined,
      sessionIdleMinutes: 30,
      sessionMinutes: 480,
      readsKeptYears: 6,
      mappingsFolder: undefined,
      inboundSecrets: new Map(),
    });
  });

  it('takes servers by their URLs, unchanged', () => {
    const url = 'esdb://admin:secret@a:2113,b:2113?tls=true';
    const mongo = 'mongodb://u:p@a:27017,b:27017/rapport?replicaSet=rs';
    expect(read({ EVENT_LOG: url, VIEW_STORE: mongo, ROLE: 'api' })).toMatchObject({
      eventLog: { engine: 'eventstoredb', url },
      viewStore: { engine: 'mongodb', url: mongo },
      role: 'api',
    });
  });

  it('takes EventStoreDB under its new name', () => {
    const url = 'kurrentdb+discover://a:2113';
    expect(read({ EVENT_LOG: url }).eventLog).toEqual({ engine: 'eventstoredb', url });
  });

  it.each([
    ['file:elsewhere/e.db', '/srv/rapport/elsewhere/e.db'],
    ['file:/var/lib/e.db', '/var/lib/e.db'],
    ['file:///var/lib/e%20f.db', '/var/lib/e f.db'],
  ])('reads %s as a file', (value, file) => {
    expect(read({ EVENT_LOG: value }).eventLog).toEqual({ engine: 'embedded', file });
  });

  it('takes a day for its first moment in UTC', () => {
    expect(read({ EARLIEST_DATE: '1975-06-01' }).earliestDate).toBe('1975-06-01T00:00:00.000Z');
  });

  it('counts an empty variable as absent and leaves those of others alone', () => {
    expect(read({ PORT: '', HOST: ' ', RAPPORT_PORT: 'x' })).toEqual(read({}));
  });

  it.each([
    ['EVENT_LOG', './data/events.db'],
    ['EVENT_LOG', 'file:'],
    ['EVENT_LOG', 'file:./data/'],
    ['EVENT_LOG', 'file://data/events.db'],
    ['EVENT_LOG', 'mongodb://127.0.0.1'],
    ['EVENT_LOG', 'esdb://'],
    ['VIEW_STORE', 'esdb://127.0.0.1:2113'],
    ['ALLOWED_ORIGINS', 'rapport.example'],
    ['ALLOWED_ORIGINS', 'https://rapport.example/'],
    ['ALLOWED_ORIGINS', 'http://localhost:5173,*'],
    ['PORT', '65536'],
    ['PORT', '4000a'],
    ['HOST', 'http://localhost'],
    ['HOST', 'localhost:4000'],
    ['ROLE', 'everything'],
    ['LOG_LEVEL', 'INFO'],
    ['ORGANIZATION_ID', 'St. Mary'],
    ['EARLIEST_DATE', '1990-02-30'],
    ['EARLIEST_DATE', '1990'],
    ['EARLIEST_DATE', '9998-01-01'],
  ])('refuses %s=%s, naming the variable, the value and what is allowed', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error).toMatchObject({ field: name, remedy: expect.stringContaining('Allowed: ') });
    expect(error.message).toContain(`${name}: ${JSON.stringify(value)}`);
  });

  it('shows no credentials in a refusal', () => {
    const refused = [
      refusal({ VIEW_STORE: 'mongo://user:secret@host/db?password=secret' }),
      refusal({ EVENT_LOG: 'esdb://user:sec ret@host' }),
      refusal({ EVENT_LOG: 'esdb://user:p@secret@ho st' }),
    ];
    for (const error of refused) expect(`${error.message} ${error.remedy!}`).not.toMatch(/secret|sec ret/);
  });

  it('refuses to share the work of an embedded file', () => {
    expect(refusal({ ROLE: 'projector' })).toMatchObject({ field: 'ROLE', message: expect.stringContaining('EVENT_LOG') });
    expect(refusal({ ROLE: 'api', EVENT_LOG: 'esdb://h:2113' }).message).toContain('VIEW_STORE');
  });

  it('refuses one file for both stores', () => {
    expect(refusal({ EVENT_LOG: 'file:a.db', VIEW_STORE: 'file:./a.db' })).toMatchObject({ field: 'VIEW_STORE' });
  });

  const ISSUER = { OIDC_ISSUER: 'https://id.example' };
  it.each([
    ['TLS_KEY', 'a certificate without its key', { TLS_CERT: 'cert.pem' }],
    ['TLS_CERT', 'a key without its certificate', { TLS_KEY: 'key.pem' }],
    ['MASTER_KEY', 'two master keys', { MASTER_KEY: Buffer.alloc(32).toString('base64'), MASTER_KEY_FILE: 'master.key' }],
    ['OIDC_ISSUER', 'a client of no issuer', { OIDC_CLIENT_ID: 'rapport', PUBLIC_URL: 'https://rapport.example' }],
    ['PUBLIC_URL', 'a sign-in that leads back nowhere', { ...ISSUER, OIDC_CLIENT_ID: 'rapport' }],
    ['PUBLIC_URL', 'a sign-in in plain', { ...ISSUER, OIDC_CLIENT_ID: 'rapport', PUBLIC_URL: 'http://rapport.example' }],
    ['OIDC_AUDIENCE', 'tokens for anybody', ISSUER],
    ['OIDC_ROLE_MAPPING', 'tokens that give no role', { ...ISSUER, OIDC_AUDIENCE: 'rapport' }],
  ])('names %s where there is %s', (field, _, environment) => {
    expect(refusal(environment)).toMatchObject({ field, remedy: expect.stringMatching(/\S/) });
  });

  it('takes a secret a mapping, and shows none that it refuses', () => {
    const secret = 'a secret long enough';
    expect(read({ INBOUND_SECRET_SERVICENOW_TABLE: secret, INBOUND_SECRET_JIRA: '' }).inboundSecrets).toEqual(
      new Map([['servicenow-table', secret]]),
    );
    const { field, message, remedy } = refusal({ INBOUND_SECRET_JIRA: 'too short' });
    expect(field).toBe('INBOUND_SECRET_JIRA');
    expect(`${message} ${remedy}`).not.toContain('too short');
  });
});
