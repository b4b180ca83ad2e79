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
 * The ways in, as configured. What lets in whoever comes is said loudly.
 * @throws RapportError INVALID_CONFIGURATION where nobody could be told from anybody, and others may reach the server; LOG_UNAVAILABLE, VIEWS_UNAVAILABLE
 */
export async function openAccess({
  configuration,
  log,
  people,
}: Pick<Services, 'configuration' | 'log' | 'people'>): Promise<OpenedAccess> {
  const onTrouble = (error: unknown) =>
    logger.warn({ err: error }, 'The keys and roles on record were lost sight of, following again');
  const register = await AccessRegister.open(log, configuration.organizationId, onTrouble);
  try {
    const keys = new KeyRing(register);
    const mode = modeOf(configuration, keys);
    // Where nothing is kept of people nobody records anything either: pseudonyms then hold for the process.
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
    throw refused('ACCESS', `"development" lets in whoever comes, and HOST=${host} is reached from other machines`);
  }
  if (oidcIssuer !== undefined || keys.hasLive) return 'CLOSED';
  // That the last key has ended is no reason to let everybody in: others may come through a proxy on this machine.
  if (isLoopback(host)) return keys.hasAny ? 'CLOSED' : 'DEVELOPMENT';
  throw refused('HOST', `${host} is reached from other machines, and nothing says who may come in`);
}

const refused = (field: string, message: string) =>
  new RapportError('INVALID_CONFIGURATION', `${field}: ${message}`, {
    field,
    remedy:
      'Set OIDC_ISSUER (docs/access.md), or make a key first (rapport keys create). ' +
      'Only where everybody who reaches it may do everything: ACCESS=open.',
  });

// What these need of each other is checked where they are read.
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
  const { lasting, pending: begun } = await openSessions(viewStore);
  const isSecure = publicUrl.startsWith('https:');
  const signIn = new SignIn({ issuer, clientId, clientSecret, publicUrl, mapping, refOf }, begun);
  const times = { idle: sessionIdleMinutes * 60_000, longest: sessionMinutes * 60_000 };
  return {
    parts: { signIn, sessions: new Sessions(lasting, isSecure, times, assignedTo), isSecure },
    close: () => lasting.close(),
  };
}

/** So many may be at the issuer at once, where memory is all that there is: some kilobytes each. */
const MAX_SIGN_INS = 5_000;

/** Where sessions are kept, and sign-ins that were begun: in memory apart, for anybody may begin a sign-in. */
async function openSessions(location: Configuration['viewStore']): Promise<{ lasting: SessionStore; pending: SessionStore }> {
  if (location.engine !== 'mongodb') return { lasting: new MemorySessions(), pending: new MemorySessions(MAX_SIGN_INS) };
  // MongoDB's client is loaded where it is used: it takes a tenth of a start.
  const store = await (await import('../access/sessions/mongodb/mongo-sessions.js')).MongoSessions.open(location.url);
  return { lasting: store, pending: store };
}

/** Injects the OpenedAccess. */
export const OPENED_ACCESS = Symbol('OpenedAccess');

/** Opens the ways in, and tells everybody who asks who is let in, and how. */
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
