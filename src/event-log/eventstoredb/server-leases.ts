import { randomUUID } from 'node:crypto';
import { BACKWARDS, END, type EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type Clock, systemClock, withDeadline } from '../../clock.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { readPage } from './log-reader.js';
import { isErrorOfType, toRapportError, unavailable } from './server-error.js';

/** A holder that was seen for so long is dead or stands still: the next one takes the lease. */
const EXPIRES_AFTER_MS = 15_000;
/** How long its holder may begin appends: the last one is answered, or given up, well before others may take the lease. */
const LEASE_MS = 5_000;
/** Somebody waits for each of them. */
const WAIT_MS = 30_000;
const POLL_MS = 20;
const ANSWER_MS = 5_000;

interface LeaseEntry {
  /** Of the entry that names the holder; -1 before the first. */
  readonly revision: number;
  readonly holder: string | undefined;
}

/**
 * Leases that the processes on one server take in turn. The holder stands in the metadata of a stream without events, `leases-<name>`: written under
 * its revision, so that one of two gets it; one entry, which the server forgets with the next; and no event of ours, so that no view and no feed meets
 * it. No clocks are compared: a lease has expired when the same entry was seen for long.
 */
export class ServerLeases {
  private readonly late = () => unavailable(this.address, undefined);

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly address: string,
    private readonly closing: AbortSignal,
    private readonly clock: Clock = systemClock,
  ) {}

  /** @throws RapportError CONFLICT, LOG_UNAVAILABLE; what the work throws */
  async withLease<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T> {
    const stream = `$$leases-${name}`;
    const { revision, since } = await this.acquire(stream);
    try {
      return await work(() => this.clock.now() - since < LEASE_MS);
    } finally {
      // Where it cannot be given back, or was taken meanwhile, the next one waits until it is over.
      await this.write(stream, revision, undefined).catch(() => undefined);
    }
  }

  private async acquire(stream: string): Promise<{ readonly revision: number; readonly since: number }> {
    const me = randomUUID();
    const startedAt = this.clock.now();
    let seen = { revision: -1, at: startedAt };
    let askedAt = startedAt;
    for (let failures = 0; ;) {
      const { revision, holder } = await this.read(stream);
      // Ours after all, though the answer was lost.
      if (holder === me) return { revision, since: askedAt };
      const now = this.clock.now();
      if (revision !== seen.revision) seen = { revision, at: now };
      if (holder === undefined || now - seen.at > EXPIRES_AFTER_MS) {
        askedAt = now;
        try {
          if (await this.write(stream, revision, me)) return { revision: revision + 1, since: askedAt };
        } catch (error) {
          if (!isRapportError(error, 'LOG_UNAVAILABLE') || (failures += 1) > 1) throw error;
        }
      } else if (now - startedAt > WAIT_MS) {
        throw new RapportError('CONFLICT', `${stream.slice(2)}: others hold the lease`, {
          remedy: 'Send the same commandId again.',
        });
      }
      await this.clock.sleep(POLL_MS * (0.5 + Math.random()), this.closing);
    }
  }

  private async read(stream: string): Promise<LeaseEntry> {
    try {
      const newest = this.client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 });
      const [event] = await readPage(newest, this.late, this.closing);
      if (event === undefined) return { revision: -1, holder: undefined };
      const { rapportLease } = event.data as { readonly rapportLease?: string };
      return { revision: Number(event.revision), holder: rapportLease };
    } catch (error) {
      if (isErrorOfType(error, 'stream-not-found')) return { revision: -1, holder: undefined };
      throw toRapportError(error, this.address);
    }
  }

  /** False where another was quicker. */
  private async write(stream: string, revision: number, holder: string | undefined): Promise<boolean> {
    const entry = jsonEvent({ type: '$metadata', data: holder === undefined ? {} : { rapportLease: holder } });
    const expectedRevision = revision === -1 ? 'no_stream' : BigInt(revision);
    try {
      await withDeadline(this.client.appendToStream(stream, entry, { expectedRevision }), ANSWER_MS, this.late);
      return true;
    } catch (error) {
      if (isErrorOfType(error, 'wrong-expected-version')) return false;
      throw toRapportError(error, this.address);
    }
  }
}
