import { type AccessMode, AUTHENTICATOR, CredentialAuthenticator } from '../access/authenticator.js';
import { AccessRegister, type AssignedTo } from '../access/access-register.js';
import { KeyRing } from '../access/keys/key-ring.js';
import { Tokens } from '../access/oidc/tokens.js';
import { MemorySessions, type SessionStore } from '../access/sessions/session-store.js';
import { Sessions } from '../access/sessions/sessions.js';
import { SignIn, type SignInServices, SIGN_IN_SERVICES } from '../access/oidc/sign-in.js';
import { Pseudonyms, type RefOf } from '../privacy/pseudonyms.js';
import { RapportError } from '../domain/kernel/errors.js';
import { type Configuration, isLoopback } from './configuration/configuration.js';
import { logger } from './logger.js';
import { type Services, SERVICES } from './services.js';
import { Global, Module } from '@nestjs/common';
import { OpenedResources } from './services.module.js';

export interface OpenedAccess {
  readonly authenticator: CredentialAuthenticator;
  readonly register: AccessRegister;
  /** Undefined where people do not sign in with a browser. */
  readonly signIn: SignInServices | undefined;
  close(): Promise<void>;
}

/**
 * Opens the configured ways to authenticate. Logs a warning where callers are let in without credentials.
 * @throws RapportError INVALID_CONFIGURATION when other machines can reach the server and no way to authenticate is
 *   configured; LOG_UNAVAILABLE, VIEWS_UNAVAILABLE
 */
export async function openAccess({
  configuration,
  log,
  people,
}: Pick<Services, 'configuration' | 'log' | 'people'>): Promise<OpenedAccess> {
  const onTrouble = (error: unknown) =>
    logger.warn({ err: error }, 'The keys and roles in the log can no longer be followed; trying again');
  const register = await AccessRegister.open(log, configuration.organizationId, onTrouble);
  try {
    const keys = new KeyRing(register);
    const mode = modeOf(configuration, keys);
    // Without a store of identities there are no recorded pseudonyms to match, so pseudonyms may be local to the process.
    const refOf: RefOf = async (system, name) => (people ? people.refOf(system, name) : new Pseudonyms().of(system, name));
    const { assignedTo } = register;
    const signIn = await openSignIn(configuration, refOf, assignedTo);
    const { rateLimit: perMinute } = configuration;
    const tokens = tokensOf(configuration, refOf, assignedTo);
    const authenticator = new CredentialAuthenticator({ mode, perMinute, keys, tokens, sessions: signIn?.parts.sessions });
    if (authenticator.notice !== undefined) logger.warn({ host: configuration.host }, authenticator.notice);
    const close = async () => {
      await register.close();
      await signIn?.close();
    };
    return { authenticator, register, signIn: signIn?.parts, close };
  } catch (error) {
    await register.close();
    throw error;
  }
}

function modeOf({ access, host, oidcIssuer }: Configuration, keys: Pick<KeyRing, 'hasLive' | 'hasAny'>): AccessMode {
  if (access === 'open') return 'OPEN';
  if (access === 'development') {
    if (isLoopback(host)) return 'DEVELOPMENT';
    throw refused('ACCESS', `"development" accepts everyone, but HOST=${host} can be reached from other machines`);
  }
  if (oidcIssuer !== undefined || keys.hasLive) return 'CLOSED';
  // When all keys have expired or were revoked, the server stays closed: a proxy on this machine may pass on others' requests.
  if (isLoopback(host)) return keys.hasAny ? 'CLOSED' : 'DEVELOPMENT';
  throw refused('HOST', `${host} can be reached from other machines, but no authentication is configured`);
}

const refused = (field: string, message: string) =>
  new RapportError('INVALID_CONFIGURATION', `${field}: ${message}`, {
    field,
    remedy:
      'Set OIDC_ISSUER (docs/access.md), or create a key first (rapport keys create). Set ACCESS=open only if everyone who can reach the server may ' +
      'do everything.',
  });

// That these three settings are given together is checked when the configuration is read.
function tokensOf(
  { oidcIssuer: issuer, oidcAudience: audience, oidcRoleMapping: mapping }: Configuration,
  refOf: RefOf,
  assignedTo: AssignedTo,
): Tokens | undefined {
  return issuer !== undefined && audience !== undefined && mapping !== undefined
    ? new Tokens({ issuer, audience }, mapping, refOf, assignedTo)
    : undefined;
}

async function openSignIn(
  configuration: Configuration,
  refOf: RefOf,
  assignedTo: AssignedTo,
): Promise<{ parts: SignInServices; close(): Promise<void> } | undefined> {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = configuration;
  const { oidcRoleMapping: mapping, publicUrl, viewStore, role, sessionIdleMinutes, sessionMinutes } = configuration;
  if (issuer === undefined || clientId === undefined || mapping === undefined || publicUrl === undefined) return undefined;
  if (role === 'projector') return undefined;
  const { lasting, marks, pending: begun } = await openSessions(viewStore);
  const isSecure = publicUrl.startsWith('https:');
  const signIn = new SignIn({ issuer, clientId, clientSecret, publicUrl, mapping, refOf }, begun);
  const times = { idle: sessionIdleMinutes * 60_000, longest: sessionMinutes * 60_000 };
  return {
    parts: { signIn, sessions: new Sessions(lasting, isSecure, times, assignedTo, marks), isSecure },
    close: () => lasting.close(),
  };
}

/** The limit of pending sign-ins where they are kept in memory; each takes a few kilobytes. */
const MAX_SIGN_INS = 5_000;

interface SessionStores {
  readonly lasting: SessionStore;
  /** Of sign-outs at the issuer. */
  readonly marks: SessionStore;
  readonly pending: SessionStore;
}

/**
 * Opens the stores of sessions, of sign-outs and of pending sign-ins. In memory they are separate, because each is limited:
 * anybody can start a sign-in, and neither those nor sign-outs may take the places of sessions.
 */
async function openSessions(location: Configuration['viewStore']): Promise<SessionStores> {
  if (location.engine !== 'mongodb')
    return { lasting: new MemorySessions(), marks: new MemorySessions(), pending: new MemorySessions(MAX_SIGN_INS) };
  // Loaded only where it is used: MongoDB's client takes a tenth of the start-up time.
  const store = await (await import('../access/sessions/mongodb/mongo-sessions.js')).MongoSessions.open(location.url);
  return { lasting: store, marks: store, pending: store };
}

/** Injection token of the OpenedAccess. */
export const OPENED_ACCESS = Symbol('OpenedAccess');

/** Opens the ways to authenticate, and provides the authenticator and the access register. */
@Global()
@Module({
  providers: [
    {
      provide: OPENED_ACCESS,
      inject: [SERVICES, OpenedResources],
      useFactory: (services: Services, opened: OpenedResources) => opened.open(() => openAccess(services)),
    },
    { provide: AUTHENTICATOR, inject: [OPENED_ACCESS], useFactory: ({ authenticator }: OpenedAccess) => authenticator },
    { provide: AccessRegister, inject: [OPENED_ACCESS], useFactory: ({ register }: OpenedAccess) => register },
    { provide: SIGN_IN_SERVICES, inject: [OPENED_ACCESS], useFactory: ({ signIn }: OpenedAccess) => signIn },
  ],
  exports: [AUTHENTICATOR, AccessRegister, SIGN_IN_SERVICES],
})
export class AccessModule {}
