import { LRUCache } from 'lru-cache';
import { RapportError } from '../domain/kernel/errors.js';

/** Callers of whom is known how much they asked lately. */
const REMEMBERED = 20_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * How much one caller may ask: a bucket of tokens each, which fills evenly and holds a minute's worth, so that a page may ask for much at once.
 * The same for HTTP and WebSocket, which no library of either counts together. Each process counts for itself.
 */
export class CallerLimits {
  private readonly buckets = new LRUCache<string, Bucket>({ max: REMEMBERED });

  /** @param perMinute requests of one caller; undefined: any number */
  constructor(
    private readonly perMinute: number | undefined,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts a request. @throws RapportError RATE_LIMITED */
  asked(subject: string): void {
    if (this.perMinute === undefined) return;
    let bucket = this.buckets.get(subject);
    if (!bucket) this.buckets.set(subject, (bucket = { tokens: this.perMinute, filledAt: this.now() }));
    const now = this.now();
    bucket.tokens = Math.min(this.perMinute, bucket.tokens + ((now - bucket.filledAt) * this.perMinute) / 60_000);
    bucket.filledAt = now;
    if (bucket.tokens < 1) throw tooMany();
    bucket.tokens -= 1;
  }
}

const tooMany = () =>
  new RapportError('RATE_LIMITED', 'Too many requests came from this caller', {
    remedy: 'Wait a few seconds, and ask for more at once.',
  });
