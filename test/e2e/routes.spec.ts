import type { FastifyInstance } from 'fastify';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.js';
import { ACCESS_ROLES, type AccessRole } from '../../src/domain/access.js';
import { type ServedApp, servedApp } from '../support/app.js';

/** Whom each route answers: anybody, or those of a role. Written by hand, so that a change of the policy is one here, too. */
const ROUTES: Readonly<Record<string, 'ANYBODY' | readonly AccessRole[]>> = {
  '/': 'ANYBODY',
  '/*': 'ANYBODY',
  '/assets/*': 'ANYBODY',
  '/health/live': 'ANYBODY',
  '/health/ready': 'ANYBODY',
  '/session': 'ANYBODY',
  '/sign-in': 'ANYBODY',
  '/sign-in/callback': 'ANYBODY',
  '/sign-out': 'ANYBODY',
  '/sign-out/issuer': 'ANYBODY',
  '/inbound/:mapping': 'ANYBODY',
  '/graphql': ACCESS_ROLES,
  '/sessions': ACCESS_ROLES,
  '/sessions/:id': ACCESS_ROLES,
  '/graphiql': ACCESS_ROLES,
  '/graphiql/start.js': ACCESS_ROLES,
  '/graphiql/:file': ACCESS_ROLES,
  '/asyncapi.json': ACCESS_ROLES,
  '/schemas/events/:file': ACCESS_ROLES,
  '/feed/events': ['TEAM_LEAD', 'DEPARTMENT_MANAGER', 'ANALYST', 'INTEGRATION', 'AUDITOR', 'ADMINISTRATOR'],
  '/uploads': ['INTEGRATION', 'ADMINISTRATOR'],
  '/metrics': ['INTEGRATION', 'ADMINISTRATOR'],
};

/** Nobody answers there: whoever gets so far has been let in. */
const NOBODY = 'http://127.0.0.1:1';
const OPTIONS = {
  OIDC_ISSUER: NOBODY,
  OIDC_AUDIENCE: 'a',
  OIDC_CLIENT_ID: 'c',
  OIDC_ROLE_MAPPING: '{"roles":{"claim":"r","values":{"a":"ANALYST"}}}',
};

describe('every route', () => {
  let app: ServedApp;
  /** As they were declared: `GET /session`. */
  const routes: string[] = [];
  const listen = (message: unknown) => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((one) => `${one} ${url}`)));
  };
  beforeAll(async () => {
    subscribe('fastify.initialization', listen);
    app = await servedApp(undefined, { ...OPTIONS, PUBLIC_URL: NOBODY });
    unsubscribe('fastify.initialization', listen);
  });
  afterAll(() => app?.close());

  async function credentialsOf(role: AccessRole | undefined): Promise<Record<string, string>> {
    if (role === undefined) return {};
    const { runner, configuration } = app.services;
    const scope = { departmentIds: [], teamIds: [], everywhere: true };
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { key } = await issueKey(runner, configuration.organizationId, { name: 'Test', roles: [role], ...scope, expiresAt });
    return { authorization: `Bearer ${key}` };
  }

  it('is in the table above', () => {
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter((route) => !Object.hasOwn(ROUTES, route.split(' ')[1]!))).toEqual([]);
  });
  it.each([undefined, ...ACCESS_ROLES])('answers those whom the table says, by whatever method: %s', async (role) => {
    const headers = await credentialsOf(role);
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      const url = `${app.url}${path.replaceAll(/:\w+|\*/g, 'x')}${path === '/feed/events' ? '?until=end' : ''}`;
      const { status } = await fetch(url, { method, headers, redirect: 'manual' });
      const may = ROUTES[path] ?? [];
      const isAnswered = may === 'ANYBODY' || (role !== undefined && may.includes(role));
      const refused = role === undefined ? 401 : 403;
      // A webhook is judged by its signature, and there is no source that has a secret here.
      expect([route, status === refused]).toEqual([route, !isAnswered]);
    }
  });
});
