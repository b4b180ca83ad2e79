import { randomUUID } from 'node:crypto';
import { BACKWARDS, END, type EventStoreDBClient, type StreamMetadata } from '@eventstore/db-client';
import { type Clock, systemClock, withDeadline } from '../../clock.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { COUNTS_FOR_MS } from './appender.js';
import { readPage } from './log-reader.js';
import { isErrorOfType, toRapportError, unavailable } from './server-error.js';

/** A holder that was seen for so long is dead or stands still: the next one takes the lease. */
const EXPIRES_AFTER_MS = 15_000;
/** How long its holder may begin appends: the last one is answered, or given up, well before others may take the lease. */
const LEASE_MS = 5_000;
/** Somebody waits for each of them. */
const WAIT_MS = 30_000;
const POLL_MS = 20;
/** The client needs a moment to notice that its connection is gone, and to make another. */
const MAX_LOST_ANSWERS = 2;
const LOST_ANSWER_WAIT_MS = 100;
const ANSWER_MS = 5_000;
const NONE: Entry = { revision: -1, metadata: {} };

type Metadata = StreamMetadata<{ rapportLease?: string | undefined }>;

/** What the server has of a stream's metadata. */
interface Entry {
  /** -1 before the first. */
  readonly revision: number;
  readonly metadata: Metadata;
}

/**
 * Leases that the processes on one server take in turn. The holder stands in the metadata of a stream without events, `leases-<name>`: written under
 * its revision, so that one of two gets it; one entry, which the server forgets with the next; and no event of ours, so that no view and no feed meets
 * it. What else an operator has set there (who may write it) stays. No clocks are compared: a lease has expired when the same entry was seen for long.
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
      // Where it cannot be given back, or was taken meanwhile, the next one waits until it is over.
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
        // Ours after all, though the answer was lost.
        if (holder === me) return { entry, since: askedAt };
        const now = this.clock.now();
        if (entry.revision !== seen.revision) seen = { revision: entry.revision, at: now };
        if (holder === undefined || now - seen.at > EXPIRES_AFTER_MS) {
          askedAt = now;
          const revision = await this.write(stream, entry, me);
          if (revision !== undefined) return { entry: { ...entry, revision }, since: askedAt };
        } else if (now - startedAt > WAIT_MS) {
          throw new RapportError('CONFLICT', `${stream}: others hold the lease`, { remedy: 'Send the same commandId again.' });
        }
      } catch (error) {
        if (!isRapportError(error, 'LOG_UNAVAILABLE') || lost === MAX_LOST_ANSWERS) throw error;
        lost += 1;
        await this.clock.sleep(LOST_ANSWER_WAIT_MS, this.closing);
      }
      await this.clock.sleep(POLL_MS * (0.5 + Math.random()), this.closing);
    }
  }

  /** Not by the client's `getStreamMetadata` (6.2.1): the revision that it gives is a position in the log, which guards nothing. */
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

  /** @returns the revision that it has now; undefined where another was quicker */
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
    return new RapportError(reason.code, `EventStoreDB at ${this.address} lets us not read and write the metadata of ${stream}`, {
      field: 'EVENT_LOG',
      remedy: `Give its user $mr and $mw of ${stream}: the lease of the process that decides is kept there.`,
      cause: error,
    });
  }
}
