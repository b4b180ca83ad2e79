import type { Authenticator } from '../../src/access/authenticator.js';
import { CallerLimits } from '../../src/access/caller-limits.js';
import { type Identity, identityOf } from '../../src/access/identity.js';

export const ADMINISTRATOR = identityOf({
  subject: 'api',
  roles: ['ADMINISTRATOR'],
  actor: { kind: 'SYSTEM', ref: 'api' },
});

/** May do everything, also what no table names: for schemas made up by a test. */
export const ANYBODY: Identity = { ...ADMINISTRATOR, permissions: Object.assign(new Set<string>(), { has: () => true }) };

/** Whoever comes is this one. */
export const everybodyIs = (identity: Identity): Authenticator => ({
  mode: 'DEVELOPMENT',
  notice: undefined,
  limits: new CallerLimits(undefined),
  identify: () => identity,
});
