import { createHash, randomBytes } from 'node:crypto';

/** `rapport_<id>_<secret>`: recognisable to those who look for leaked secrets. */
const PREFIX = 'rapport_';
const SHAPE = /^rapport_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** A key as it is shown once, and what is kept of it. */
export interface NewKey {
  readonly keyId: string;
  readonly secretHash: string;
  readonly key: string;
}

/** The secret is 256 bits of chance, so a plain hash of it cannot be guessed back: nothing slow is needed. */
export function newKey(): NewKey {
  const keyId = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { keyId, secretHash: hashOf(secret), key: `${PREFIX}${keyId}_${secret}` };
}

export const isKey = (bearer: string): boolean => bearer.startsWith(PREFIX);

/** The id of a key and the hash of its secret; undefined for what is no key. */
export function readKey(bearer: string): { readonly keyId: string; readonly secretHash: string } | undefined {
  const [, keyId, secret] = SHAPE.exec(bearer) ?? [];
  return keyId === undefined || secret === undefined ? undefined : { keyId, secretHash: hashOf(secret) };
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
