import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentialsOf } from '../../../src/access/credentials.js';
import { issueKey, revokeKey } from '../../../src/access/keys/issue-key.js';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { type OpenedAccess, openAccess } from '../../../src/app/access.module.js';
import { pageRules } from '../../../src/app/http-server.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';

const ISSUER = {
  OIDC_ISSUER: 'https://login.example',
  OIDC_AUDIENCE: 'rapport',
  OIDC_ROLE_MAPPING: '{ roles: { claim: groups, values: { a: ADMINISTRATOR } } }',
};
const WANTED = { name: 'x', roles: ['INTEGRATION'], departmentIds: [], teamIds: [], everywhere: true } as const;

describe('the ways in, as configured', () => {
  let log: MemoryEventLog;
  let opened: OpenedAccess | undefined;
  beforeEach(() => {
    log = new MemoryEventLog();
  });
  afterEach(() => opened?.close());
  const open = async (environment: Readonly<Record<string, string>>) => {
    const configuration = readConfiguration({ LOG_LEVEL: 'silent', ...environment }, '/srv');
    opened = await openAccess({ configuration, log, people: undefined });
    return opened.authenticator;
  };
  const runner = () => {
    return new LogCommandRunner(log, DECIDERS, 'hospital');
  };
  const makeKey = () => issueKey(runner(), 'hospital', { ...WANTED, expiresAt: '2090-01-01T00:00:00.000Z' });
  const refusal = (environment: Readonly<Record<string, string>>) =>
    open(environment).then(
      () => undefined,
      ({ code, field }: { code: string; field: string }) => `${code} ${field}`,
    );

  it('are development mode at one’s own machine, as long as nothing says who may come', async () => {
    const authenticator = await open({});
    expect(authenticator.mode).toBe('DEVELOPMENT');
    expect(authenticator.notice).toContain('DEVELOPMENT MODE');
    expect(authenticator.identify({})).toMatchObject({ roles: ['ADMINISTRATOR'], scope: 'ALL', speaksForOthers: true });
    expect(authenticator.identify({ role: 'TEAM_LEAD teams=desk,network' })).toMatchObject({
      roles: ['TEAM_LEAD'],
      scope: { departments: [], teams: ['desk', 'network'] },
      speaksForOthers: false,
    });
    expect(authenticator.identify({ cookie: 'a=b; rapport_role=ANALYST' })).toMatchObject({ roles: ['ANALYST'], scope: 'ALL' });
    for (const role of ['KING', 'TEAM_LEAD teams=', 'TEAM_LEAD teams=a.b', 'TEAM_LEAD desk'])
      expect(() => authenticator.identify({ role })).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', field: 'x-rapport-role' }),
      );
    expect(() => authenticator.identify({ isForwarded: true })).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(() => authenticator.identify({ authorization: 'Bearer x' })).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  });

  it('are closed once there is an issuer or a key, also there', async () => {
    expect((await open(ISSUER)).mode).toBe('CLOSED');
    await opened!.close();
    const { keyId } = await makeKey();
    const authenticator = await open({});
    expect([authenticator.mode, authenticator.notice]).toEqual(['CLOSED', undefined]);
    expect(() => authenticator.identify({})).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(() => authenticator.identify({ role: 'ADMINISTRATOR', cookie: 'rapport_role=ADMINISTRATOR' })).toThrow();
    await opened!.close();
    expect((await open({ ACCESS: 'development' })).mode).toBe('DEVELOPMENT');
    await opened!.close();
    await revokeKey(runner(), 'hospital', keyId);
    // Others may come through a proxy on this machine: they are not let in because the last key has ended.
    expect((await open({})).mode).toBe('CLOSED');
  });

  it('are refused where others could come and nobody could tell them apart', async () => {
    opened = undefined;
    expect(await refusal({ HOST: '0.0.0.0' })).toBe('INVALID_CONFIGURATION HOST');
    expect(await refusal({ HOST: '::', ACCESS: 'development' })).toBe('INVALID_CONFIGURATION ACCESS');
    expect(await refusal({ HOST: '0.0.0.0', ...ISSUER })).toBeUndefined();
    await opened!.close();
    const { keyId } = await makeKey();
    expect(await refusal({ HOST: '0.0.0.0' })).toBeUndefined();
    await opened!.close();
    await revokeKey(runner(), 'hospital', keyId);
    expect(await refusal({ HOST: '0.0.0.0' })).toBe('INVALID_CONFIGURATION HOST');
  });

  it('are open to everybody where somebody wrote so', async () => {
    const authenticator = await open({ HOST: '0.0.0.0', ACCESS: 'open' });
    expect(authenticator.mode).toBe('OPEN');
    expect(authenticator.notice).toContain('anyone');
    expect(authenticator.identify({ isForwarded: true })).toMatchObject({ roles: ['ADMINISTRATOR'] });
  });

  it('know a request that was passed on by any of the headers that say so', () => {
    for (const name of [
      'forwarded',
      'via',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-port',
      'x-real-ip',
    ])
      expect([name, credentialsOf({ [name]: 'x' }).isForwarded]).toEqual([name, true]);
    expect(credentialsOf({ host: 'localhost' }).isForwarded).toBe(false);
  });

  it('are known by their names where everybody is let in, or a page could let a name of its own point here', () => {
    const knows = (environment: Readonly<Record<string, string>>) =>
      pageRules(readConfiguration({ LOG_LEVEL: 'silent', ...environment }, '/srv')).knowsItsNames;
    expect([knows({}), knows({ HOST: '0.0.0.0', ACCESS: 'open' }), knows({ HOST: '0.0.0.0', ...ISSUER })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('know a key that another process made a moment ago, and forget one that it revoked', async () => {
    const authenticator = await open(ISSUER);
    const { key, keyId } = await makeKey();
    const identity = await authenticator.identify({ authorization: `Bearer ${key}` });
    expect(identity).toMatchObject({ subject: `key-${keyId}`, roles: ['INTEGRATION'], speaksForOthers: true });
    await revokeKey(runner(), 'hospital', keyId);
    await expect.poll(() => identity.holds()).toBe(false);
    expect(() => authenticator.identify({ authorization: `Bearer ${key}` })).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  });
});
