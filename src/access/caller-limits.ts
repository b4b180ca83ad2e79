import { LRUCache } from 'lru-cache';
import { RapportError } from '../domain/kernel/errors.js';
import type { Identity } from './identity.js';
import { ROLE_DEFINITIONS } from './roles.js';

/** Callers tracked at a time; the least recently active is evicted. */
const MAX_CALLERS = 20_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** One token bucket per caller. It refills evenly and holds one minute's worth, so that a page may send a burst. */
class Buckets {
  private readonly buckets = new LRUCache<string, Bucket>({ max: MAX_CALLERS });

  constructor(private readonly now: () => number) {}

  /** Takes tokens out. Returns false, and takes none, where the bucket holds fewer. */
  take(subject: string, tokens: number, perMinute: number): boolean {
    let bucket = this.buckets.get(subject);
    if (!bucket) this.buckets.set(subject, (bucket = { tokens: perMinute, filledAt: this.now() }));
    const now = this.now();
    bucket.tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.filledAt) * perMinute) / 60_000);
    bucket.filledAt = now;
    if (bucket.tokens < tokens) return false;
    bucket.tokens -= tokens;
    return true;
  }
}

/**
 * Limits one caller to a number of requests and a total query cost per minute. Shared by HTTP and WebSocket, because no
 * library for either counts both together. Each process counts separately.
 */
export class CallerLimits {
  private readonly requests: Buckets;
  private readonly costs: Buckets;

  /** @param perMinute requests per caller; undefined: unlimited requests and cost */
  constructor(
    private readonly perMinute: number | undefined,
    now: () => number = () => performance.now(),
  ) {
    this.requests = new Buckets(now);
    this.costs = new Buckets(now);
  }

  /** Counts a request. @throws RapportError RATE_LIMITED */
  countRequest(subject: string): void {
    if (this.perMinute === undefined || this.requests.take(subject, 1, this.perMinute)) return;
    throw refused('This caller sent too many requests', 'Wait a few seconds, and combine several questions in one request.');
  }

  /** Counts the estimated cost of an operation before it is executed. @throws RapportError RATE_LIMITED */
  countCost({ subject, roles }: Identity, cost: number): void {
    if (this.perMinute === undefined) return;
    const budget = Math.max(0, ...roles.map((role) => ROLE_DEFINITIONS[role].costPerMinute));
    if (this.costs.take(subject, cost, budget)) return;
    const message = `This caller’s queries cost more than the ${budget} per minute that its roles allow`;
    throw refused(message, 'Wait a few seconds, and ask for smaller pages (`first`) or fewer fields.');
  }
}

const refused = (message: string, remedy: string) => new RapportError('RATE_LIMITED', message, { remedy });
