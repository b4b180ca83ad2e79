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

/** How long a browser's session may last: half a day, as OWASP ASVS has it. */
const LONGEST_SESSION_MINUTES = 720;
export const minutesOfASession = (value: string): number | NotAllowed =>
  /^[1-9]\d{0,2}$/.test(value) && Number(value) <= LONGEST_SESSION_MINUTES
    ? Number(value)
    : new NotAllowed(`a whole number of minutes from 1 to ${LONGEST_SESSION_MINUTES}`);

/** A host name or an address: what `listen` takes. Anything else would only be found out after the stores are open. */
export const HOST = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)$/;

/** As browsers write it: scheme, name, and a port that is not the scheme's own. */
export const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** The first moment of a day that has begun, UTC; undefined when it is no such day. */
export function startOfDay(value: string): string | undefined {
  const start = toInstant(`${value}T00:00:00Z`);
  return start !== undefined && start <= new Date().toISOString() ? start : undefined;
}

/** A web address that others can be sent to: links are made by writing a path behind it. */
export function publicUrl(value: string): string | undefined | NotAllowed {
  if (value === 'none') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username + url.password === '';
  return isPlain
    ? url.href.replace(/\/$/, '')
    : new NotAllowed('none, or an address like https://rapport.example, without query and credentials');
}

/** Whether nobody between reads what goes there: by TLS, or within this machine. */
export function isGuarded(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
}

/** An issuer as its tokens name it. Without TLS only on this machine: its keys are believed. */
export function issuer(value: string): string | undefined | NotAllowed {
  if (value === 'none') return undefined;
  return isGuarded(value)
    ? value
    : new NotAllowed('none, or an address that begins with https:// (http:// on this machine alone)');
}

/** Written out, or in a file; as JSON or YAML. @throws RapportError INVALID_CONFIGURATION */
export function roleMapping(value: string, folder: string): RoleMapping | undefined | NotAllowed {
  if (value === 'none') return undefined;
  try {
    const text = value.startsWith('{') ? value : readFileSync(resolve(folder, value), 'utf8');
    return checkedRoleMapping(parse(text));
  } catch (error) {
    if (isRapportError(error)) throw error;
    return new NotAllowed('a file that can be read, or the mapping itself in braces, as YAML or JSON');
  }
}

/** The documents of a file; undefined where all are taken. @throws RapportError INVALID_CONFIGURATION */
export function listedOperations(value: string, folder: string): ListedOperations | undefined | NotAllowed {
  if (value === 'any') return undefined;
  const file = /^persisted:(.+)$/.exec(value)?.[1];
  try {
    if (file !== undefined) return ListedOperations.checked(JSON.parse(readFileSync(resolve(folder, file), 'utf8')));
  } catch (error) {
    if (isRapportError(error)) throw error;
  }
  return new NotAllowed('any, or persisted: and a JSON file that can be read');
}
