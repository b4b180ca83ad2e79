import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { accessDecider, type AccessKey, type AccessState } from '../../domain/access/decider.js';
import type { AccessEvent } from '../../domain/access/events.js';
import { own } from '../../domain/kernel/decider.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import type { LogReader } from '../../event-log/event-log.js';
import { unauthenticated } from '../credentials.js';
import { type Identity, identityOf } from '../identity.js';
import { readKey } from './access-key.js';

/** Keys whose hash was looked at lately. */
const REMEMBERED = 1_000;
/** How often the log is asked, at most, whether it holds a key that is not known: made up ones must not read it each time. */
const ASK_AGAIN_MS = 1_000;
const RETRY_MS = 1_000;

export const accessStream = (organizationId: string): string => `access-${organizationId}`;

/** What is known of a key, and whether it opens anything at a moment. */
export type KeyStatus = 'LIVE' | 'EXPIRED' | 'REVOKED';
export const statusOf = ({ revokedAt, expiresAt }: AccessKey, at: string): KeyStatus =>
  revokedAt !== undefined ? 'REVOKED' : expiresAt <= at ? 'EXPIRED' : 'LIVE';

/**
 * The keys of integrations, folded from their stream and followed from there: each process knows of a new or revoked key as soon as the log does,
 * whichever process wrote it. (docs/decisions/0016-who-is-let-in.md)
 */
export class KeyRing {
  private state: AccessState = accessDecider.initial();
  private revision = -1;
  private askedAt = -Infinity;
  private readonly ending = new AbortController();
  private readonly identities = new LRUCache<string, Identity>({ max: REMEMBERED });
  private following: Promise<void> | undefined;

  private constructor(
    private readonly log: LogReader,
    private readonly stream: string,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** @throws RapportError LOG_UNAVAILABLE */
  static async open(
    log: LogReader,
    organizationId: string,
    onTrouble: (error: unknown) => void = () => undefined,
  ): Promise<KeyRing> {
    const ring = new KeyRing(log, accessStream(organizationId), onTrouble);
    const head = await log.head();
    await ring.catchUp();
    ring.following = ring.follow(head);
    return ring;
  }

  get keys(): readonly AccessKey[] {
    return Object.values(this.state);
  }

  /** Whether any key opens anything now. */
  get hasLive(): boolean {
    return this.keys.some((key) => this.isLive(key));
  }

  /** Whose key this is. @throws RapportError UNAUTHENTICATED; it says the same of a wrong secret as of an unknown key */
  identify(bearer: string): Identity | Promise<Identity> {
    const known = this.identities.get(bearer);
    if (known?.holds()) return known;
    const shown = readKey(bearer);
    if (!shown) throw refused();
    if (own(this.state, shown.keyId)) return this.opened(bearer, shown);
    return this.askOnce().then(() => this.opened(bearer, shown));
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.following;
  }

  private opened(bearer: string, { keyId, secretHash }: { readonly keyId: string; readonly secretHash: string }): Identity {
    const key = own(this.state, keyId);
    if (!key || !isSame(key.secretHash, secretHash)) throw refused();
    const status = statusOf(key, new Date().toISOString());
    if (status !== 'LIVE') throw unauthenticated(`The key ${keyId} is ${status.toLowerCase()}.`, 'authorization');
    const { departmentIds: departments, teamIds: teams, roles, everywhere } = key;
    const identity = identityOf({
      subject: `key-${keyId}`,
      roles,
      sides: { departments, teams },
      everywhere,
      holds: () => this.isLive(own(this.state, keyId)!),
    });
    this.identities.set(bearer, identity);
    return identity;
  }

  private isLive(key: AccessKey): boolean {
    return statusOf(key, new Date().toISOString()) === 'LIVE';
  }

  /** The key may have been made a moment ago, by another process. */
  private async askOnce(): Promise<void> {
    const now = performance.now();
    if (now - this.askedAt < ASK_AGAIN_MS) return;
    this.askedAt = now;
    await this.catchUp();
  }

  private async catchUp(): Promise<void> {
    for await (const page of this.log.readStream(this.stream, { from: this.revision + 1 })) this.take(page);
  }

  private async follow(from: string): Promise<void> {
    const { signal } = this.ending;
    for (let after = from; !signal.aborted;) {
      try {
        for await (const page of this.log.follow(after, { categories: ['access'], signal })) {
          this.take(page.filter(({ stream }) => stream === this.stream));
          after = page.at(-1)?.position ?? after;
        }
      } catch (error) {
        this.onTrouble(error);
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private take(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (event.revision !== this.revision + 1) continue;
      this.state = accessDecider.evolve(this.state, event as RecordedEvent<AccessEvent>);
      this.revision = event.revision;
    }
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const refused = () => unauthenticated('The key opens nothing here.', 'authorization');
