import type { IncomingHttpHeaders } from 'node:http';
import { RapportError } from '../domain/kernel/errors.js';

/** Names the role that a client wants to try out, where the server lets it choose: see docs/access.md. */
export const ROLE_HEADER = 'x-rapport-role';
export const ROLE_COOKIE = 'rapport_role';

/** What those write who pass a request on (RFC 9110, RFC 7239, and by habit). One that writes none of them cannot be told. */
const PASSED_ON = /^(?:forwarded|via|x-real-ip|x-forwarded(?:-.*)?)$/;

/** What a client shows of itself, as it came. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  /** What `x-rapport-role` says. */
  readonly role?: string | undefined;
  /** Whether something that passes requests on stands between. */
  readonly isForwarded?: boolean;
}

/** What the headers of a request show of whoever sends it. */
export const credentialsOf = (headers: IncomingHttpHeaders): Credentials => ({
  authorization: headers.authorization,
  cookie: headers.cookie,
  role: headers[ROLE_HEADER] as string | undefined,
  isForwarded: Object.keys(headers).some((name) => PASSED_ON.test(name)),
});

/** The token or key of an `Authorization` header. @throws RapportError UNAUTHENTICATED for another scheme */
export function bearerOf(authorization: string): string {
  const [, bearer] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization) ?? [];
  if (bearer !== undefined) return bearer;
  throw unauthenticated('The Authorization header is not "Bearer <token or key>".', 'authorization');
}

/** A cookie's value; undefined where there is none, or one that nobody here wrote. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const start = `${name}=`;
  const pair = header?.split(/; */).find((one) => one.startsWith(start));
  if (pair === undefined) return undefined;
  try {
    return decodeURIComponent(pair.slice(start.length));
  } catch {
    return undefined;
  }
}

/** The refusal of whom nobody knows. `field`: the header, variable or argument that it lies in. */
export const unauthenticated = (message: string, field?: string, remedy = SIGN_IN) =>
  new RapportError('UNAUTHENTICATED', message, { ...(field !== undefined && { field }), remedy });
const SIGN_IN = 'Sign in, or send Authorization: Bearer with a token of the issuer or a key (`rapport keys create`).';
