import { createHash, randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RefOf } from '../../privacy/pseudonyms.js';
import { unauthenticated } from '../credentials.js';
import { Issuer } from './issuer.js';
import { mapped, type RoleMapping } from './role-mapping.js';
import type { SessionStore } from '../sessions/session-store.js';
import type { SignedIn, Sessions } from '../sessions/sessions.js';

/** What people sign in by with a browser; provided where the issuer has a client for this server. */
export interface SignInServices {
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  /** Whether browsers come by TLS. */
  readonly isSecure: boolean;
}
export const SIGN_IN_SERVICES = Symbol('SignInParts');

/** How long somebody may take at the issuer. */
export const SIGN_IN_MS = 10 * 60_000;

export interface SignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, which PKCE alone guards. */
  readonly clientSecret: string | undefined;
  /** How browsers reach this server, without a slash at its end. */
  readonly publicUrl: string;
  readonly mapping: RoleMapping;
  readonly refOf: RefOf;
}

/** What is remembered of somebody who is at the issuer. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Where a browser is sent, and the cookie by which it is known when it comes back. */
export interface SignInRedirect {
  readonly url: string;
  readonly cookie: string;
}

/**
 * Signing in at the issuer by the authorization code flow with PKCE (RFC 9700): for people with a browser, which never sees a token. What comes back
 * counts only in the browser that was sent, once.
 */
export class SignIn {
  private configuration: Promise<client.Configuration> | undefined;
  private issuer: Issuer | undefined;

  /** @param store of the sign-ins that were begun. Anybody may begin any number, so none of it may crowd out what is kept of others. */
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
   * Who came back from the issuer, and where they wanted to go.
   * @param query of the address that they were sent to
   * @throws RapportError UNAUTHENTICATED, ISSUER_UNAVAILABLE
   */
  async finish(cookie: string | undefined, query: string): Promise<{ readonly signedIn: SignedIn; readonly returnTo: string }> {
    const configuration = await this.discovered();
    const stored = cookie === undefined ? undefined : await this.store.take(idOf(cookie));
    if (!stored) throw refused('it was not begun in this browser, or too long ago');
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

  /** Whose sessions end by a logout token, and from which moment on. @throws RapportError UNAUTHENTICATED, ISSUER_UNAVAILABLE */
  async signedOut(
    token: string,
  ): Promise<Pick<SignedIn, 'issuerSession'> & { readonly subject: string | undefined; readonly at: number }> {
    const { issuer, clientId: audience, refOf } = this.options;
    const { sub, sid, at } = await (this.issuer ??= new Issuer({ issuer, audience })).signedOut(token);
    return { subject: sub === undefined ? undefined : await refOf(issuer, sub), issuerSession: sid, at };
  }

  /**
   * Where a browser signs out at the issuer; null where the issuer knows no such place. Without the ID token, which some take as a hint: it would
   * have to leave the server.
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

  /** Found out once; a failure is not kept. */
  private discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    if (!this.configuration) {
      // Only an issuer on this machine may have an address without TLS: the configuration has seen to that.
      const inPlain = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
      // The library leaves it to TLS where an ID token comes from; roles stand in ours, so its signature is looked at as well.
      const options = { execute: [client.enableNonRepudiationChecks, ...inPlain] };
      const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
      this.configuration = client.discovery(new URL(issuer), clientId, {}, authentication, options);
      this.configuration.catch(() => (this.configuration = undefined));
    }
    return this.configuration.catch((error: unknown) => Promise.reject(unavailable(issuer, error)));
  }
}

/** Back to a page of ours, whatever somebody wrote into a link. */
const ownPath = (path: string | undefined): string =>
  path !== undefined && path.length <= 2_000 && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/';

const idOf = (cookie: string): string => `sign-in ${createHash('sha256').update(cookie).digest('hex')}`;

/** What the issuer answered, or what is wrong with it; and not that it did not answer. */
const isFromIssuer = (error: unknown): error is Error =>
  error instanceof client.AuthorizationResponseError ||
  error instanceof client.ResponseBodyError ||
  (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT');

const refused = (why: string) => unauthenticated(`The sign-in is not accepted: ${why}.`);

const unavailable = (issuer: string, cause: unknown) =>
  new RapportError('ISSUER_UNAVAILABLE', `The identity provider ${issuer} does not answer`, {
    remedy: 'Try again in a few seconds.',
    cause,
  });
