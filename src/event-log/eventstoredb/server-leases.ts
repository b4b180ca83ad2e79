import { randomUUID } from 'node:crypto';
import { BACKWARDS, END, type EventStoreDBClient, type StreamMetadata } from '@eventstore/db-client';
import { type Clock, systemClock, withDeadline } from '../../clock.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { COUNTS_FOR_MS } from './appender.js';
import { readPage } from './log-reader.js';
import { isErrorOfType, toRapportError, unavailable } from './server-error.js';

/** In milliseconds. A holder whose entry did not change for so long is dead or suspended: the next process takes the lease. */
const EXPIRES_AFTER_MS = 15_000;
/**
 * For how long the holder may begin appends, in milliseconds: the last one is answered, or given up, well before others may
 * take the lease.
 */
const LEASE_MS = 5_000;
/** The longest wait for a lease, in milliseconds: a caller is waiting. */
const WAIT_MS = 30_000;
const POLL_MS = 20;
/** The client needs a moment to notice a lost connection, and to open another. */
const MAX_LOST_ANSWERS = 2;
const LOST_ANSWER_WAIT_MS = 100;
const ANSWER_MS = 5_000;
const NONE: Entry = { revision: -1, metadata: {} };

type Metadata = StreamMetadata<{ rapportLease?: string | undefined }>;

/** A stream's metadata as stored on the server. */
interface Entry {
  /** -1 before the first. */
  readonly revision: number;
  readonly metadata: Metadata;
}

/**
 * Leases that the processes on one server take in turn. The holder is stored in the metadata of a stream without events,
 * `leases-<name>`. It is written under the metadata's expected revision, so that only one of two writers succeeds. The server
 * keeps only the newest entry. The entry is not an event of ours, so no view or feed sees it. Other metadata that an operator
 * has set there (write permissions) is preserved. No clocks are compared: a lease has expired when a waiting process has seen
 * the same entry for long enough.
 */
export class ServerLeases {
  private readonly late = () => unavailable(this.address, undefined);

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly address: string,
    private readonly closing: AbortSignal,
    private readonly clock: Clock = systemClock,
  ) {}

  /** @throws RapportError CONFLICT, LOG_UNAVAILABLE, INVALID_CONFIGURATION (we may not write metadata); what the work throws */
  async withLease<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T> {
    const stream = `leases-${name}`;
    const { entry, since } = await this.acquire(stream);
    try {
      return await work(() => this.clock.now() - since < LEASE_MS);
    } finally {
      // If the lease cannot be released, or another process has taken it, nothing more is done: at worst, the next process
      // waits until it expires.
      await this.write(stream, entry, undefined).catch(() => undefined);
    }
  }

  private async acquire(stream: string): Promise<{ readonly entry: Entry; readonly since: number }> {
    const me = randomUUID();
    const startedAt = this.clock.now();
    let seen = { revision: -1, at: startedAt };
    let askedAt = startedAt;
    for (let lost = 0; ;) {
      try {
        const entry = await this.read(stream);
        const holder = entry.metadata.rapportLease;
        // The lease is ours after all: only the answer was lost.
        if (holder === me) return { entry, since: askedAt };
        const now = this.clock.now();
        if (entry.revision !== seen.revision) seen = { revision: entry.revision, at: now };
        if (holder === undefined || now - seen.at > EXPIRES_AFTER_MS) {
          askedAt = now;
          const revision = await this.write(stream, entry, me);
          if (revision !== undefined) return { entry: { ...entry, revision }, since: askedAt };
        } else if (now - startedAt > WAIT_MS) {
          throw new RapportError('CONFLICT', `${stream}: other processes hold the lease`, {
            remedy: 'Send the command again with the same commandId.',
          });
        }
      } catch (error) {
        if (!isRapportError(error, 'LOG_UNAVAILABLE') || lost === MAX_LOST_ANSWERS) throw error;
        lost += 1;
        await this.clock.sleep(LOST_ANSWER_WAIT_MS, this.closing);
      }
      await this.clock.sleep(POLL_MS * (0.5 + Math.random()), this.closing);
    }
  }

  /** Does not use the client's `getStreamMetadata` (6.2.1): it returns a log position as the revision, which guards nothing. */
  private async read(stream: string): Promise<Entry> {
    const newest = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true } as const;
    try {
      const [event] = await readPage(this.client.readStream(`$$${stream}`, newest), this.late, this.closing);
      return event === undefined ? NONE : { revision: Number(event.revision), metadata: event.data as Metadata };
    } catch (error) {
      if (isErrorOfType(error, 'stream-not-found')) return NONE;
      throw this.translate(error, stream);
    }
  }

  /** @returns the new revision; undefined when another process was faster */
  private async write(
    stream: string,
    { revision, metadata }: Entry,
    rapportLease: string | undefined,
  ): Promise<number | undefined> {
    const expectedRevision = revision === -1 ? 'no_stream' : BigInt(revision);
    const written = this.client.setStreamMetadata(
      stream,
      { ...metadata, rapportLease },
      { expectedRevision, deadline: COUNTS_FOR_MS },
    );
    try {
      return Number((await withDeadline(written, ANSWER_MS, this.late)).nextExpectedRevision);
    } catch (error) {
      if (isErrorOfType(error, 'wrong-expected-version')) return undefined;
      throw this.translate(error, stream);
    }
  }

  private translate(error: unknown, stream: string): unknown {
    const reason = toRapportError(error, this.address);
    if (!isRapportError(reason, 'INVALID_CONFIGURATION')) return reason;
    return new RapportError(reason.code, `EventStoreDB at ${this.address} denies access to the metadata of ${stream}`, {
      field: 'EVENT_LOG',
      remedy: `Give its user $mr and $mw on ${stream}: the lease of the deciding process is stored there.`,
      cause: error,
    });
  }
}
