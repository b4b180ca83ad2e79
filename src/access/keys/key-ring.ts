import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AccessKey } from '../../domain/access.js';
import { ownProperty } from '../../domain/kernel/decider.js';
import type { AccessRegister } from '../access-register.js';
import { unauthenticated } from '../credentials.js';
import { type Identity, identityOf } from '../identity.js';

/** `rapport_<id>_<secret>`: a fixed prefix that secret scanners can recognise. */
const PREFIX = 'rapport_';
const SHAPE = /^rapport_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** A new key, shown once, and its stored form. */
export interface NewKey {
  readonly keyId: string;
  readonly secretHash: string;
  readonly key: string;
}

/** Creates a key. The secret has 256 random bits, so a plain SHA-256 hash cannot be brute-forced and no slow hash is needed. */
export function newKey(): NewKey {
  const keyId = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { keyId, secretHash: hashOf(secret), key: `${PREFIX}${keyId}_${secret}` };
}

/** Whether a bearer has the form of a Rapport key and not of an issuer's token. It may still be unknown, expired or revoked. */
export const isKey = (bearer: string): boolean => bearer.startsWith(PREFIX);

/** The id of a key and the hash of its secret; undefined where the format does not match. */
function readKey(bearer: string): { readonly keyId: string; readonly secretHash: string } | undefined {
  const [, keyId, secret] = SHAPE.exec(bearer) ?? [];
  return keyId === undefined || secret === undefined ? undefined : { keyId, secretHash: hashOf(secret) };
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Identities cached by bearer. */
const MAX_CACHED = 1_000;
/** Minimum interval between log reads for unknown keys, so that made-up keys do not cause a read each. */
const ASK_AGAIN_MS = 1_000;

/** The state of a key at a moment. */
export type KeyStatus = 'LIVE' | 'EXPIRED' | 'REVOKED';
/** The status of a key at a moment. REVOKED takes precedence over EXPIRED, because a revocation is deliberate. */
export const statusOf = ({ revokedAt, expiresAt }: Pick<AccessKey, 'revokedAt' | 'expiresAt'>, at: string): KeyStatus =>
  revokedAt !== undefined ? 'REVOKED' : expiresAt <= at ? 'EXPIRED' : 'LIVE';

/** Identifies integrations by the keys in the access register. */
export class KeyRing {
  private askedAt = -Infinity;
  private readonly identities = new LRUCache<string, Identity>({ max: MAX_CACHED });

  constructor(private readonly register: AccessRegister) {}

  get keys(): readonly AccessKey[] {
    return Object.values(this.register.state.keys);
  }

  /** Whether any key is live now. */
  get hasLive(): boolean {
    return this.keys.some((key) => this.isLive(key));
  }

  /** Whether any key was ever created, including expired and revoked ones. */
  get hasAny(): boolean {
    return this.keys.length > 0;
  }

  /**
   * The identity of a key's holder. @throws RapportError UNAUTHENTICATED; the same error for a wrong secret as for an unknown
   * key
   */
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

  /** Catches up with the log, at most once per interval: another process may have created the key a moment ago. */
  private async refreshSingly(): Promise<void> {
    const now = performance.now();
    if (now - this.askedAt < ASK_AGAIN_MS) return;
    this.askedAt = now;
    await this.register.catchUp();
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const refused = () => unauthenticated('The API key is not valid here.', 'authorization');
