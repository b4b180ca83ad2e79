import type { IncomingHttpHeaders } from 'node:http';
import { RapportError } from '../domain/kernel/errors.js';

/** Header with the role that a client wants to try out, where the server allows that: see docs/access.md. */
export const ROLE_HEADER = 'x-rapport-role';
export const ROLE_COOKIE = 'rapport_role';

/** Headers that proxies add (RFC 9110, RFC 7239, and by convention). A proxy that adds none of them cannot be detected. */
const PASSED_ON = /^(?:forwarded|via|x-real-ip|x-forwarded(?:-.*)?)$/;

/** The credentials of a request, unverified. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  /** Value of `x-rapport-role`. */
  readonly role?: string | undefined;
  /** Whether the request came through a proxy. */
  readonly isForwarded?: boolean;
}

/** Extracts the credentials from the headers of a request. */
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
  throw unauthenticated('The Authorization header does not have the form "Bearer <token or key>".', 'authorization');
}

/** A cookie's value; undefined where it is absent or its encoding is invalid. */
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

/** The error for an unidentified caller. `field`: the header, variable or argument at fault. */
export const unauthenticated = (message: string, field?: string, remedy = SIGN_IN) =>
  new RapportError('UNAUTHENTICATED', message, { ...(field !== undefined && { field }), remedy });
const SIGN_IN = 'Sign in, or send Authorization: Bearer with a token of the issuer or an API key (`rapport keys create`).';
