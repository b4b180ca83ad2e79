import { createHash, randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RefOf } from '../../privacy/pseudonyms.js';
import { unauthenticated } from '../credentials.js';
import { Issuer } from './issuer.js';
import { mapped, type RoleMapping } from './role-mapping.js';
import type { SessionStore } from '../sessions/session-store.js';
import type { SignedIn, Sessions } from '../sessions/sessions.js';

/** The browser sign-in services; provided where the issuer has a client for this server. */
export interface SignInServices {
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  /** Whether browsers connect by TLS. */
  readonly isSecure: boolean;
}
export const SIGN_IN_SERVICES = Symbol('SignInParts');

/** How long a sign-in may stay pending at the issuer, in milliseconds. */
export const SIGN_IN_MS = 10 * 60_000;

export interface SignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, protected by PKCE alone. */
  readonly clientSecret: string | undefined;
  /** Public base URL of this server, without a trailing slash. */
  readonly publicUrl: string;
  readonly mapping: RoleMapping;
  readonly refOf: RefOf;
}

/** Stored state of a pending sign-in. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** The URL to which the browser is redirected, and the cookie that identifies it on its return. */
export interface SignInRedirect {
  readonly url: string;
  readonly cookie: string;
}

/**
 * Browser sign-in by the authorization code flow with PKCE (RFC 9700). The browser never sees a token. The response is
 * accepted once, and only in the browser that began the sign-in.
 */
export class SignIn {
  private configuration: Promise<client.Configuration> | undefined;
  private issuer: Issuer | undefined;

  /**
   * @param store for pending sign-ins. Anyone can begin any number of them, so the store must not share capacity with other
   * data.
   */
  constructor(
    private readonly options: SignInOptions,
    private readonly store: SessionStore,
  ) {}

  /** @throws RapportError ISSUER_UNAVAILABLE */
  async begin(returnTo: string | undefined): Promise<SignInRedirect> {
    const configuration = await this.discovered();
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    const cookie = randomBytes(32).toString('base64url');
    const pending: Pending = { state, nonce, verifier, returnTo: ownPath(returnTo) };
    const endsAt = new Date(Date.now() + SIGN_IN_MS).toISOString();
    await this.store.put(idOf(cookie), { value: JSON.stringify(pending), endsAt });
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, cookie };
  }

  /**
   * Completes the sign-in. Returns the person and the page to return to.
   * @param query query string of the callback request
   * @throws RapportError UNAUTHENTICATED, ISSUER_UNAVAILABLE
   */
  async finish(cookie: string | undefined, query: string): Promise<{ readonly signedIn: SignedIn; readonly returnTo: string }> {
    const configuration = await this.discovered();
    const stored = cookie === undefined ? undefined : await this.store.take(idOf(cookie));
    if (!stored) throw refused('it was not started in this browser, or was started too long ago');
    const { state, nonce, verifier, returnTo } = JSON.parse(stored.value) as Pending;
    const { issuer, mapping, refOf } = this.options;
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    let tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>;
    try {
      tokens = await client.authorizationCodeGrant(configuration, new URL(`${this.redirectUri}?${query}`), checks);
    } catch (error) {
      throw isFromIssuer(error) ? refused(error.message) : unavailable(issuer, error);
    }
    const claims = tokens.claims()!;
    const subject = await refOf(issuer, claims.sub);
    const issuerSession = typeof claims['sid'] === 'string' ? claims['sid'] : undefined;
    return { signedIn: { subject, ...mapped(mapping, claims), issuerSession }, returnTo };
  }

  /**
   * The sessions that a logout token ends, and the moment up to which they were begun. @throws RapportError UNAUTHENTICATED,
   * ISSUER_UNAVAILABLE
   */
  async signedOut(
    token: string,
  ): Promise<Pick<SignedIn, 'issuerSession'> & { readonly subject: string | undefined; readonly at: number }> {
    const { issuer, clientId: audience, refOf } = this.options;
    const { sub, sid, at } = await (this.issuer ??= new Issuer({ issuer, audience })).signedOut(token);
    return { subject: sub === undefined ? undefined : await refOf(issuer, sub), issuerSession: sid, at };
  }

  /**
   * The URL at which a browser signs out at the issuer; null where the issuer has no such endpoint. Omits the ID token that
   * some issuers accept as a hint, because it would have to leave the server.
   * @throws RapportError ISSUER_UNAVAILABLE
   */
  async farewell(): Promise<string | null> {
    const configuration = await this.discovered();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.options.publicUrl}/` }).href;
  }

  private get redirectUri(): string {
    return `${this.options.publicUrl}/sign-in/callback`;
  }

  /** Runs discovery once; a failure is not cached. */
  private discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    if (!this.configuration) {
      // The configuration allows an issuer without TLS on this machine only.
      const inPlain = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
      // By default the library trusts TLS and skips the ID token's signature. Our roles come from this token, so verify the
      // signature too.
      const options = { execute: [client.enableNonRepudiationChecks, ...inPlain] };
      const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
      this.configuration = client.discovery(new URL(issuer), clientId, {}, authentication, options);
      this.configuration.catch(() => (this.configuration = undefined));
    }
    return this.configuration.catch((error: unknown) => Promise.reject(unavailable(issuer, error)));
  }
}

/** Restricts the return path to this site, whatever a link contains. Falls back to `/`. */
const ownPath = (path: string | undefined): string =>
  path !== undefined && path.length <= 2_000 && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/';

const idOf = (cookie: string): string => `sign-in ${createHash('sha256').update(cookie).digest('hex')}`;

/** Whether the error is a response of the issuer, or a fault in one, and not an unreachable issuer. */
const isFromIssuer = (error: unknown): error is Error =>
  error instanceof client.AuthorizationResponseError ||
  error instanceof client.ResponseBodyError ||
  (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT');

const refused = (why: string) => unauthenticated(`The sign-in failed: ${why}.`);

const unavailable = (issuer: string, cause: unknown) =>
  new RapportError('ISSUER_UNAVAILABLE', `The identity provider ${issuer} does not answer`, {
    remedy: 'Try again in a few seconds.',
    cause,
  });
