import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { RapportError } from '../../domain/kernel/errors.js';
import { unauthenticated } from '../credentials.js';

/** Asymmetric signatures only: with HMAC every verifier could also forge tokens, and `none` is no signature. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Tolerated clock skew between the issuer and this server. */
export const CLOCK_TOLERANCE_S = 30;
const TIMEOUT_MS = 5_000;
/** Accepted token types (`typ`). Logout tokens of the same issuer are not accepted here. */
const TYPES = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];
/** Event claim that marks a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4). The token's `typ` is optional. */
const SIGNED_OUT = 'http://schemas.openid.net/event/backchannel-logout';
const TYPES_OF_LOGOUT = [undefined, 'jwt', 'logout+jwt'];
/** Maximum age of a logout token, in seconds. */
const LOGOUT_AGE_S = 600;

/** A sign-out reported by the issuer: of one session there (`sid`), or of all sessions of a subject. */
export interface SignedOut {
  readonly sub: string | undefined;
  readonly sid: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface IssuerOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Minimum age of the fetched keys before an unknown key id triggers another fetch, in milliseconds. */
  readonly cooldownMs?: number;
}

/** Verifies tokens of one issuer. Finds its keys by discovery, and fetches them again after a key rotation. */
export class Issuer {
  private keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  constructor(private readonly options: IssuerOptions) {}

  /** The verified claims of a token. @throws RapportError UNAUTHENTICATED, ISSUER_UNAVAILABLE */
  async claimsOf(token: string): Promise<JWTPayload & { readonly sub: string; readonly exp: number }> {
    const payload = await this.verified(token, TYPES, { requiredClaims: ['sub', 'exp'] });
    if (payload['events'] !== undefined)
      throw refused('it contains security events (`events`), so it is not a token that identifies a person');
    if (textOf(payload.sub) === undefined) throw refused('its "sub" is not a string');
    return payload as JWTPayload & { sub: string; exp: number };
  }

  /** The subject or session that a logout token signs out. @throws RapportError UNAUTHENTICATED, ISSUER_UNAVAILABLE */
  async signedOut(token: string): Promise<SignedOut> {
    const payload = await this.verified(token, TYPES_OF_LOGOUT, { requiredClaims: ['iat', 'jti'], maxTokenAge: LOGOUT_AGE_S });
    const { events, nonce, iat } = payload;
    const [sub, sid] = [textOf(payload.sub), textOf(payload['sid'])];
    const tellsOfOne = typeof events === 'object' && events !== null && SIGNED_OUT in events;
    if (!tellsOfOne || nonce !== undefined || (sub ?? sid) === undefined) throw refused('it does not report a sign-out');
    // Takes the token's own time, so that a replayed token ends no session begun since, except within the clock tolerance.
    return { sub, sid, at: Math.min(Date.now(), (iat! + CLOCK_TOLERANCE_S) * 1_000) };
  }

  private async verified(token: string, types: readonly unknown[], more: JWTVerifyOptions): Promise<JWTPayload> {
    const { issuer, audience } = this.options;
    const keys = await this.found();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        ...more,
      });
      if (!types.includes(protectedHeader.typ?.toLowerCase())) throw refused(`its type is ${protectedHeader.typ}`);
      return payload;
    } catch (error) {
      if (error instanceof RapportError) throw error;
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC') {
        throw refused(error.message);
      }
      throw unavailable(issuer, error);
    }
  }

  /** Concurrent callers share one discovery request, even if their tokens turn out invalid. A failure is not cached. */
  private found(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    if (!this.keys) {
      this.keys = this.discovered();
      this.keys.catch(() => (this.keys = undefined));
    }
    return this.keys;
  }

  private async discovered(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    const { issuer, cooldownMs = 5_000 } = this.options;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const found = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' }).then(
      async (response) => (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown },
      (error: unknown) => Promise.reject(unavailable(issuer, error)),
    );
    // Reject keys offered over plain HTTP: anyone on the path could replace them and forge tokens.
    const isInPlain = issuer.startsWith('https:') && !String(found.jwks_uri).startsWith('https:');
    if (found.issuer !== issuer || typeof found.jwks_uri !== 'string' || isInPlain) {
      throw unavailable(issuer, new Error(`the document at ${url} is not the discovery document of this issuer`));
    }
    return createRemoteJWKSet(new URL(found.jwks_uri), { cooldownDuration: cooldownMs, timeoutDuration: TIMEOUT_MS });
  }
}

const textOf = (claim: unknown): string | undefined => (typeof claim === 'string' && claim !== '' ? claim : undefined);

const refused = (why: string) => unauthenticated(`The token is not valid: ${why}.`, 'authorization');

const unavailable = (issuer: string, cause: unknown) =>
  new RapportError('ISSUER_UNAVAILABLE', `The identity provider ${issuer} does not answer`, {
    remedy: 'Try again in a few seconds. People who are signed in stay signed in.',
    cause,
  });
