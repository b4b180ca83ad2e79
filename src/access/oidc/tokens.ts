import { LRUCache } from 'lru-cache';
import type { RefOf } from '../../privacy/pseudonyms.js';
import type { AssignedTo } from '../access-register.js';
import { unauthenticated } from '../credentials.js';
import { type Identity, identityOf } from '../identity.js';
import { CLOCK_TOLERANCE_S, Issuer, type IssuerOptions } from './issuer.js';
import { mapped, type RoleMapping } from './role-mapping.js';

/** Verified tokens in the cache. Each takes from a few hundred bytes to a few kilobytes. */
const MAX_CACHED = 5_000;
const LARGEST_TOKEN = 16 * 1024;

/**
 * Identifies programs by bearer token. A verified token stays cached until it expires, so that later requests cost one
 * lookup.
 */
export class Tokens {
  private readonly verified = new LRUCache<string, Identity>({ max: MAX_CACHED });
  private readonly issuer: Issuer;

  constructor(
    private readonly options: IssuerOptions,
    private readonly mapping: RoleMapping,
    private readonly refOf: RefOf,
    private readonly assignedTo: AssignedTo,
  ) {
    this.issuer = new Issuer(options);
  }

  /** @throws RapportError UNAUTHENTICATED, ISSUER_UNAVAILABLE */
  identify(token: string): Identity | Promise<Identity> {
    const cached = this.verified.get(token);
    if (cached?.holds()) return cached;
    if (token.length > LARGEST_TOKEN) throw unauthenticated('The token is longer than allowed.', 'authorization');
    return this.verify(token);
  }

  private async verify(token: string): Promise<Identity> {
    const claims = await this.issuer.claimsOf(token);
    const endsAt = (claims.exp + CLOCK_TOLERANCE_S) * 1_000;
    const subject = await this.refOf(this.options.issuer, claims.sub);
    const assigned = this.assignedTo(subject);
    const holds = () => Date.now() < endsAt && assigned.holds();
    const identity = identityOf({ subject, ...mapped(this.mapping, claims), assigned: assigned.roles, holds });
    this.verified.set(token, identity);
    return identity;
  }
}
