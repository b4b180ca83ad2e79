import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { KeyRecords, WrappedKey } from '../store/records.js';
import type { KeyWrapper } from './key-wrapper.js';
import { KEY_BYTES } from './sealing.js';

export interface OpenedKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** The time to live bounds how long a key that another process destroyed stays in memory here. */
const CACHE = { max: 10_000, ttl: 60_000 } as const;
const REWRAP_BATCH = 500;
/** Concurrent calls that a key management service can handle. */
const CONCURRENT_WRAPS = 16;

/** One key per subject: created on first need, wrapped by the master key, destroyed with the subject. */
export class SubjectKeys {
  private readonly opened = new LRUCache<string, Uint8Array>(CACHE);

  constructor(
    private readonly records: KeyRecords,
    private readonly wrapper: KeyWrapper,
  ) {}

  /**
   * The keys for sealing, by subject. Read from the store each time: another process may have destroyed a cached key, and
   * nobody could open what it seals.
   */
  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, OpenedKey>> {
    const asked = [...new Set(subjects)];
    for (;;) {
      const found = await this.records.keysOf(asked);
      const existing = new Set(found.map(({ subject }) => subject));
      const missing = asked.filter((subject) => !existing.has(subject));
      if (missing.length === 0)
        return new Map(await Promise.all(found.map(async (wrapped) => [wrapped.subject, await this.open(wrapped)] as const)));
      // Another process may add a key first, or destroy it before it is read back, so loop.
      await this.records.addKeys(await Promise.all(missing.map((subject) => this.make(subject))));
    }
  }

  /** The keys with these ids, for opening. Destroyed keys are left out. */
  async byId(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const keys = new Map<string, Uint8Array>();
    const unknown: string[] = [];
    for (const id of new Set(ids)) {
      const cached = this.opened.get(id);
      if (cached) keys.set(id, cached);
      else unknown.push(id);
    }
    if (unknown.length > 0)
      for (const wrapped of await this.records.keysById(unknown)) keys.set(wrapped.id, (await this.open(wrapped)).key);
    return keys;
  }

  /** Destroys a subject's key, so that nobody can open what it sealed, wherever copies are. */
  async destroy(subject: string): Promise<void> {
    const [key] = await this.records.keysOf([subject]);
    // Remove it even if it is not found: a crash may have interrupted an earlier removal before the file was scrubbed.
    await this.records.removeKey(subject);
    if (key) this.opened.delete(key.id);
  }

  /** A secret of this installation for one purpose. It survives a rotation of the master key. */
  async secret(purpose: string): Promise<Uint8Array> {
    const own = (await this.of([''])).get('')!;
    return Buffer.from(hkdfSync('sha256', own.key, '', `rapport ${purpose}`, KEY_BYTES));
  }

  /** Rewraps the keys that an older master key wrapped. Returns how many. */
  async rewrap(): Promise<number> {
    const { id: master } = this.wrapper;
    for (let count = 0; ;) {
      const old = await this.records.notUnder(master, REWRAP_BATCH);
      if (old.length === 0) return count;
      const anew = await pLimit(CONCURRENT_WRAPS).map(old, async (wrapped) => ({
        ...wrapped,
        master,
        wrapped: await this.wrapper.wrap((await this.open(wrapped)).key, wrapped.id),
      }));
      await this.records.rewrap(anew);
      count += old.length;
    }
  }

  private async make(subject: string): Promise<WrappedKey> {
    const id = randomUUID();
    return { id, subject, wrapped: await this.wrapper.wrap(randomBytes(KEY_BYTES), id), master: this.wrapper.id };
  }

  private async open({ id, wrapped, master }: WrappedKey): Promise<OpenedKey> {
    let key = this.opened.get(id);
    if (!key) this.opened.set(id, (key = await this.wrapper.unwrap(wrapped, id, master)));
    return { id, key };
  }
}
