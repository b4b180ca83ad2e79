import { NotAllowed, isLoopback } from './configuration.js';
import { toInstant } from '../../commands/edge/moments.js';
import { checkedRoleMapping, type RoleMapping } from '../../access/oidc/role-mapping.js';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { ListedOperations } from '../../graphql/server/listed-operations.js';
import { isRapportError } from '../../domain/kernel/errors.js';

export const oneOf =
  <const V extends readonly string[]>(allowed: V) =>
  (value: string): V[number] | NotAllowed =>
    allowed.includes(value) ? value : new NotAllowed(`one of ${allowed.join(', ')}`);

/** The maximum lifetime of a browser session: half a day, as OWASP ASVS requires. */
const LONGEST_SESSION_MINUTES = 720;
export const minutesOfASession = (value: string): number | NotAllowed =>
  /^[1-9]\d{0,2}$/.test(value) && Number(value) <= LONGEST_SESSION_MINUTES
    ? Number(value)
    : new NotAllowed(`a whole number of minutes from 1 to ${LONGEST_SESSION_MINUTES}`);

/** A host name or address as `listen` takes it. Checked here, because `listen` would fail only after the stores are open. */
export const HOST = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)$/;

/** Whether a text is an origin as browsers write it: scheme, host, and a port unless it is the default one. */
export const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** The start of a day in UTC; undefined for a text that is no day, or a day in the future. */
export function startOfDay(value: string): string | undefined {
  const start = toInstant(`${value}T00:00:00Z`);
  return start !== undefined && start <= new Date().toISOString() ? start : undefined;
}

/** Parses a public web address. Links are made by appending a path to it. */
export function publicUrl(value: string): string | undefined | NotAllowed {
  if (value === 'none') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username + url.password === '';
  return isPlain
    ? url.href.replace(/\/$/, '')
    : new NotAllowed('none, or an address such as https://rapport.example, without query and credentials');
}

/** Whether a connection to the address cannot be read in between: TLS, or loopback. */
export function isGuarded(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
}

/** Parses an issuer as its tokens name it. Plain HTTP is allowed on loopback only, because the issuer's keys are trusted. */
export function issuer(value: string): string | undefined | NotAllowed {
  if (value === 'none') return undefined;
  return isGuarded(value)
    ? value
    : new NotAllowed('none, or an address that begins with https:// (http:// only on this machine)');
}

/**
 * Parses a role mapping, given inline or as a file, in JSON or YAML.
 * @throws RapportError INVALID_CONFIGURATION
 */
export function roleMapping(value: string, folder: string): RoleMapping | undefined | NotAllowed {
  if (value === 'none') return undefined;
  try {
    const text = value.startsWith('{') ? value : readFileSync(resolve(folder, value), 'utf8');
    return checkedRoleMapping(parse(text));
  } catch (error) {
    if (isRapportError(error)) throw error;
    return new NotAllowed('a readable file, or the mapping itself in braces, as YAML or JSON');
  }
}

/**
 * Reads the file of accepted GraphQL documents; undefined where all are accepted.
 * @throws RapportError INVALID_CONFIGURATION
 */
export function listedOperations(value: string, folder: string): ListedOperations | undefined | NotAllowed {
  if (value === 'any') return undefined;
  const file = /^persisted:(.+)$/.exec(value)?.[1];
  try {
    if (file !== undefined) return ListedOperations.checked(JSON.parse(readFileSync(resolve(folder, file), 'utf8')));
  } catch (error) {
    if (isRapportError(error)) throw error;
  }
  return new NotAllowed('any, or persisted: followed by a readable JSON file');
}
