import type { AccessMode } from '../access/authenticator.js';
import { Doors } from '../access/doors.js';
import { KeyRing } from '../access/keys/key-ring.js';
import { Tokens } from '../access/oidc/tokens.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Configuration } from './configuration/configuration.js';
import { logger } from './logger.js';
import { isLoopback } from './loopback.js';
import type { Services } from './services.js';

export interface OpenedDoors {
  readonly doors: Doors;
  close(): Promise<void>;
}

/**
 * The ways in, as configured. What lets in whoever comes is said loudly.
 * @throws RapportError INVALID_CONFIGURATION where nobody could be told from anybody, and others may reach the server; LOG_UNAVAILABLE
 */
export async function openDoors({ configuration, log }: Pick<Services, 'configuration' | 'log'>): Promise<OpenedDoors> {
  const onTrouble = (error: unknown) => logger.warn({ err: error }, 'The keys on record were lost sight of, following again');
  const keys = await KeyRing.open(log, configuration.organizationId, onTrouble);
  try {
    const doors = new Doors({ mode: modeOf(configuration, keys.hasLive), keys, tokens: tokensOf(configuration) });
    if (doors.notice !== undefined) logger.warn({ host: configuration.host }, doors.notice);
    return { doors, close: () => keys.close() };
  } catch (error) {
    await keys.close();
    throw error;
  }
}

function modeOf({ access, host, oidcIssuer }: Configuration, hasKeys: boolean): AccessMode {
  if (access === 'open') return 'OPEN';
  if (access === 'development') {
    if (isLoopback(host)) return 'DEVELOPMENT';
    throw refused('ACCESS', `"development" lets in whoever comes, and HOST=${host} is reached from other machines`);
  }
  if (oidcIssuer !== undefined || hasKeys) return 'CLOSED';
  if (isLoopback(host)) return 'DEVELOPMENT';
  throw refused('HOST', `${host} is reached from other machines, and nothing says who may come in`);
}

const refused = (field: string, message: string) =>
  new RapportError('INVALID_CONFIGURATION', `${field}: ${message}`, {
    field,
    remedy:
      'Set OIDC_ISSUER (docs/access.md), or make a key first (rapport keys create). ' +
      'Only where everybody who reaches it may do everything: ACCESS=open.',
  });

function tokensOf({ oidcIssuer: issuer, oidcAudience: audience, oidcRoleMapping: mapping }: Configuration): Tokens | undefined {
  // What the three need of each other is checked where they are read.
  return issuer !== undefined && audience !== undefined && mapping !== undefined
    ? new Tokens({ issuer, audience }, mapping)
    : undefined;
}
