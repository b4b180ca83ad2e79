import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AccessKey } from '../../domain/access.js';
import { ownProperty } from '../../domain/kernel/decider.js';
import type { AccessRegister } from '../access-register.js';
import { unauthenticated } from '../credentials.js';
import { type Identity, identityOf } from '../identity.js';

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

/** Whether it looks like a key of ours, and not like a token of the issuer. It may still be unknown, expired or revoked. */
export const isKey = (bearer: string): boolean => bearer.startsWith(PREFIX);

/** The id of a key and the hash of its secret; undefined for what is no key. */
function readKey(bearer: string): { readonly keyId: string; readonly secretHash: string } | undefined {
  const [, keyId, secret] = SHAPE.exec(bearer) ?? [];
  return keyId === undefined || secret === undefined ? undefined : { keyId, secretHash: hashOf(secret) };
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Keys whose hash was looked at lately. */
const MAX_CACHED = 1_000;
/** How often the log is asked, at most, whether it holds a key that is not known: made up ones must not read it each time. */
const ASK_AGAIN_MS = 1_000;

/** What is known of a key, and whether it opens anything at a moment. */
export type KeyStatus = 'LIVE' | 'EXPIRED' | 'REVOKED';
/** What a key is at a moment. Who revoked it means it, so that REVOKED stands before EXPIRED. */
export const statusOf = ({ revokedAt, expiresAt }: Pick<AccessKey, 'revokedAt' | 'expiresAt'>, at: string): KeyStatus =>
  revokedAt !== undefined ? 'REVOKED' : expiresAt <= at ? 'EXPIRED' : 'LIVE';

/** The keys of integrations, of which the register knows. */
export class KeyRing {
  private askedAt = -Infinity;
  private readonly identities = new LRUCache<string, Identity>({ max: MAX_CACHED });

  constructor(private readonly register: AccessRegister) {}

  get keys(): readonly AccessKey[] {
    return Object.values(this.register.state.keys);
  }

  /** Whether any key opens anything now. */
  get hasLive(): boolean {
    return this.keys.some((key) => this.isLive(key));
  }

  /** Whether any key was ever made, also one that opens nothing any more. */
  get hasAny(): boolean {
    return this.keys.length > 0;
  }

  /** Whose key this is. @throws RapportError UNAUTHENTICATED; it says the same of a wrong secret as of an unknown key */
  identify(bearer: string): Identity | Promise<Identity> {
    const cached = this.identities.get(bearer);
    if (cached?.holds()) return cached;
    const shown = readKey(bearer);
    if (!shown) throw refused();
    if (ownProperty(this.register.state.keys, shown.keyId)) return this.opened(bearer, shown);
    return this.refreshSingly().then(() => this.opened(bearer, shown));
  }

  private opened(bearer: string, { keyId, secretHash }: { readonly keyId: string; readonly secretHash: string }): Identity {
    const key = ownProperty(this.register.state.keys, keyId);
    if (!key || !isSame(key.secretHash, secretHash)) throw refused();
    const status = statusOf(key, new Date().toISOString());
    if (status !== 'LIVE') throw unauthenticated(`The key ${keyId} is ${status.toLowerCase()}.`, 'authorization');
    const { departmentIds: departments, teamIds: teams, roles, everywhere } = key;
    const identity = identityOf({
      subject: `key-${keyId}`,
      roles,
      sides: { departments, teams },
      everywhere,
      holds: () => this.isLive(ownProperty(this.register.state.keys, keyId)!),
    });
    this.identities.set(bearer, identity);
    return identity;
  }

  private isLive(key: AccessKey): boolean {
    return statusOf(key, new Date().toISOString()) === 'LIVE';
  }

  /** The key may have been made a moment ago, by another process. */
  private async refreshSingly(): Promise<void> {
    const now = performance.now();
    if (now - this.askedAt < ASK_AGAIN_MS) return;
    this.askedAt = now;
    await this.register.catchUp();
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const refused = () => unauthenticated('The key opens nothing here.', 'authorization');
