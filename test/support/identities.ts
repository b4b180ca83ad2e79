import type { Authenticator } from '../../src/access/authenticator.js';
import { CallerLimits } from '../../src/access/caller-limits.js';
import { type Identity, identityOf } from '../../src/access/identity.js';

export const ADMINISTRATOR = identityOf({
  subject: 'api',
  roles: ['ADMINISTRATOR'],
  actor: { kind: 'SYSTEM', ref: 'api' },
});

/** Has every permission, including those that are in no table: for a test's own schemas. */
export const ANYBODY: Identity = { ...ADMINISTRATOR, permissions: Object.assign(new Set<string>(), { has: () => true }) };

/** An authenticator that gives every caller this identity. */
export const everybodyIs = (identity: Identity): Authenticator => ({
  mode: 'DEVELOPMENT',
  notice: undefined,
  limits: new CallerLimits(undefined),
  identify: () => identity,
});
