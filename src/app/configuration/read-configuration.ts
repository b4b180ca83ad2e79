import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { RapportError } from '../../domain/kernel/errors.js';
import { type Configuration, NotAllowed } from './configuration.js';
import { INBOUND_SECRET, VARIABLES, type Variable } from './variables.js';
import { isGuarded } from './values.js';

/**
 * Loads the folder's `.env` file, if any, into the process's environment. Variables that are set already win, so that one can
 * be overridden for a single call.
 * @throws RapportError INVALID_CONFIGURATION when the file exists but cannot be read
 */
export function loadEnvironmentFile(folder: string): void {
  const file = join(folder, '.env');
  if (!existsSync(file)) return;
  try {
    loadEnvFile(file);
  } catch (cause) {
    throw new RapportError('INVALID_CONFIGURATION', `${file} cannot be read`, {
      field: '.env',
      remedy: 'Replace it by a readable file of NAME=value lines, or remove it.',
      cause,
    });
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses the environment; relative paths are resolved against `folder`. Unknown variables are ignored, and an empty variable
 * counts as absent, because that is how Compose passes unset ones.
 * @throws RapportError INVALID_CONFIGURATION, with `field` naming the variable
 */
export function readConfiguration(environment: Environment, folder: string): Configuration {
  const entries = Object.entries<Variable<unknown>>(VARIABLES).map(([part, variable]) => [
    part,
    valueOf(variable, environment, folder),
  ]);
  const configuration = { ...Object.fromEntries(entries), inboundSecrets: inboundSecrets(environment) } as Configuration;
  checkTogether(configuration);
  return configuration;
}

function valueOf(variable: Variable<unknown>, environment: Environment, folder: string): unknown {
  const text = environment[variable.name]?.trim() || variable.default;
  const value = variable.parse(text, folder);
  if (!(value instanceof NotAllowed)) return value;
  const shown = variable.shown?.(text) ?? text;
  throw wrong(variable.name, `${JSON.stringify(shown)} is not allowed`, `Allowed: ${value.allowed}.`);
}

function inboundSecrets(environment: Environment): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  for (const [name, text] of Object.entries(environment)) {
    const value = text?.trim();
    if (!name.startsWith(INBOUND_SECRET.prefix) || !value) continue;
    const secret = INBOUND_SECRET.parse(name, value);
    if (secret instanceof NotAllowed) throw wrong(name, 'its content is not allowed', `Allowed: ${secret.allowed}.`);
    secrets.set(INBOUND_SECRET.mappingOf(name), secret);
  }
  return secrets;
}

/** Checks combinations of variables. */
function checkTogether(configuration: Configuration): void {
  const { eventLog, viewStore, role, masterKey, masterKeyFile } = configuration;
  checkIssuer(configuration);
  const { tlsCertificate, tlsKey } = configuration;
  if ((tlsCertificate === undefined) !== (tlsKey === undefined))
    throw wrong(tlsKey === undefined ? 'TLS_KEY' : 'TLS_CERT', 'is missing', 'Set both variables, or neither.');
  if (masterKey !== undefined && masterKeyFile !== undefined)
    throw wrong('MASTER_KEY', 'MASTER_KEY_FILE is also set', 'Set only one of them.');
  const embedded = [eventLog, viewStore].filter(({ engine }) => engine === 'embedded');
  if (role !== 'all' && embedded.length > 0) {
    const variable = eventLog.engine === 'embedded' ? 'EVENT_LOG' : 'VIEW_STORE';
    throw wrong(
      'ROLE',
      `"${role}" works with another process, but ${variable} is a file, which only one process can use`,
      'Use ROLE=all, or point EVENT_LOG at EventStoreDB and VIEW_STORE at MongoDB.',
    );
  }
  if (eventLog.engine === 'embedded' && viewStore.engine === 'embedded' && eventLog.file === viewStore.file) {
    throw wrong('VIEW_STORE', 'names the same file as EVENT_LOG', 'Use a separate file for each.');
  }
}

/** Checks the variables of OpenID Connect, which are only useful and safe together. */
function checkIssuer({ oidcIssuer, oidcAudience, oidcRoleMapping, oidcClientId, publicUrl }: Configuration): void {
  if (oidcClientId !== undefined && oidcIssuer === undefined)
    throw wrong('OIDC_ISSUER', 'is missing', 'Set it to the issuer where people sign in.');
  if (oidcClientId !== undefined && publicUrl === undefined)
    throw wrong(
      'PUBLIC_URL',
      'is missing',
      'Set it to the address at which browsers reach the server: the issuer redirects them there.',
    );
  if (oidcClientId !== undefined && publicUrl !== undefined && !isGuarded(publicUrl)) {
    throw wrong(
      'PUBLIC_URL',
      `people would sign in at ${publicUrl} without encryption, so their sessions could be stolen`,
      'Use an address with https://: that of a proxy that terminates TLS, or of this server with TLS_CERT and TLS_KEY. Without encryption, people can only sign in on this machine.',
    );
  }
  if (oidcIssuer === undefined) return;
  if (oidcAudience === undefined)
    throw wrong('OIDC_AUDIENCE', 'is missing', 'Set it to the audience that the issuer puts into tokens for this server.');
  if (oidcRoleMapping === undefined)
    throw wrong('OIDC_ROLE_MAPPING', 'is missing', 'Define which claims give which roles, as described in docs/access.md.');
}

const wrong = (field: string, message: string, remedy: string) =>
  new RapportError('INVALID_CONFIGURATION', `${field}: ${message}`, { field, remedy });
