import {
  type AppendExpectedRevision,
  type EventStoreDBClient,
  jsonEvent,
  type WrongExpectedVersionError,
} from '@eventstore/db-client';
import pLimit from 'p-limit';
import { withDeadline } from '../../clock.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import {
  type Appended,
  encodeAppend,
  type ExpectedRevision,
  type NewEvent,
  streamDeleted,
  wrongExpectedRevision,
} from '../event-log.js';
import { toPosition } from './recorded-event.js';
import { isErrorOfType, isTooLarge, toRapportError, unavailable } from './server-error.js';
import { Duplex } from 'node:stream';

/** In milliseconds. A person is waiting: long enough for a busy disk, much shorter than the client's own timeout of 19 s. */
const ANSWER_MS = 5_000;
/**
 * How long an append is valid, in milliseconds. The client sends the server the end of this period by its own clock. It is
 * long, so that a clock difference of an hour does not make the server refuse every append as late. The server has its own
 * timeout, shorter than ours.
 */
export const COUNTS_FOR_MS = 24 * 3_600_000;
/** The client's own stream buffers 16 messages: with one less, none is ever queued behind it. See secureAppendStream. */
const CAUTIOUS = 15;
/**
 * Enough to keep the server busy. Bounds the appends that a broken connection leaves unanswered, and the memory that a frozen
 * server costs.
 */
const BOLD = 512;
const utf8 = new TextEncoder();

/**
 * Appends through one client. Two appenders in a process would lose each other's answers, because the client keeps them in one
 * table.
 */
export class Appender {
  private readonly limit = pLimit(CAUTIOUS);
  private readonly pending = new Set<Promise<Appended>>();
  private readonly late = () => unavailable(this.address, undefined);

  /** @param onLost called when the stream of appends ends, or the server does not answer */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly address: string,
    private readonly onLost: () => void = () => undefined,
  ) {
    const onOpened = (isUnlimited: boolean) => {
      this.limit.concurrency = isUnlimited ? BOLD : CAUTIOUS;
    };
    secureAppendStream(client, onOpened, onLost);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const { events: encoded } = encodeAppend(stream, expected, events);
    // Metadata as encoded bytes: the client would encode an object again, and less efficiently. For data it accepts only
    // objects.
    const proposed = encoded.map(({ id, type, metadata }, index) =>
      jsonEvent({ id, type, data: { ...events[index]!.data }, metadata: utf8.encode(metadata) }),
    );
    const due = performance.now() + ANSWER_MS;
    // Earlier appends have earlier deadlines, so this one gets its turn before its own. Waiting in the queue needs no timer.
    const appended = this.limit(() => this.send(stream, expected, proposed, due));
    this.pending.add(appended);
    const forget = () => this.pending.delete(appended);
    appended.then(forget, forget);
    return appended;
  }

  /** Resolves when every pending append has its answer. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.pending);
  }

  private async send(
    stream: string,
    expected: ExpectedRevision,
    events: ReturnType<typeof jsonEvent>[],
    due: number,
  ): Promise<Appended> {
    const left = due - performance.now();
    if (left <= 0) throw this.late();
    try {
      const answer = this.client.appendToStream(stream, events, {
        expectedRevision: serverExpectation(expected),
        deadline: COUNTS_FOR_MS,
      });
      // The client's own deadlines do not cover its batch stream: with a frozen server it would wait 19 s, until the keep-alive
      // gives up.
      const { nextExpectedRevision, position } = await withDeadline(answer, left, this.late);
      // A retry of an append to a stream that an operator has since deleted "succeeds" without a position, and the stream stays
      // deleted.
      if (position === undefined) throw wrongExpectedRevision({ stream, expected, actual: -1 });
      return { revision: Number(nextExpectedRevision), position: toPosition(position) };
    } catch (error) {
      const reason = refusalOf(error, stream, expected) ?? toRapportError(error, this.address);
      if (isRapportError(reason, 'LOG_UNAVAILABLE')) this.onLost();
      throw reason;
    }
  }
}

function serverExpectation(expected: ExpectedRevision): AppendExpectedRevision {
  if (typeof expected === 'number') return BigInt(expected);
  return ({ NO_STREAM: 'no_stream', STREAM_EXISTS: 'stream_exists', ANY: 'any' } as const)[expected];
}

function refusalOf(error: unknown, stream: string, expected: ExpectedRevision): RapportError | undefined {
  if (isErrorOfType(error, 'wrong-expected-version')) {
    const { actualVersion } = error as WrongExpectedVersionError;
    return wrongExpectedRevision({ stream, expected, actual: typeof actualVersion === 'bigint' ? Number(actualVersion) : -1 });
  }
  if (isErrorOfType(error, 'stream-deleted')) {
    // Without a tombstone, only for a stream that was expected to be there: it goes on when it is written to anew.
    return expected === 'STREAM_EXISTS' ? wrongExpectedRevision({ stream, expected, actual: -1 }) : streamDeleted(stream);
  }
  // We count bytes as the server does, so this server is configured with a lower limit.
  if (!isTooLarge(error)) return undefined;
  return new RapportError('APPEND_TOO_LARGE', `The server’s limit for one append is smaller than the events for ${stream}`, {
    remedy: 'Raise its MaxAppendSize and MaxAppendEventSize to one MiB, or send less content in one command.',
    cause: error,
  });
}

/** How a client opens its gRPC streams. Protected, so only the parts that are used are declared here. */
interface StreamOpening {
  supports?: (method: unknown, feature?: unknown) => Promise<boolean>;
  GRPCStreamCreator?: (...opening: [service: unknown, name: string, open: (grpc: unknown) => unknown, cache: unknown]) => unknown;
}

/**
 * Makes the one stream over which a client sends all its appends (client 6.2.1: `appendToStream/batchAppend.js`) safe for many
 * concurrent appends.
 *
 * - It buffers 16 messages. The client queues the rest, and when the connection breaks it rejects the queue inside `new
 *   Promise(async …)`, where no caller can catch it: the process ends with an unhandled rejection. Or it waits for a 'drain'
 *   that a dead stream never emits. A stream with an unlimited buffer leaves nothing to queue; the Appender limits the number
 *   of appends instead.
 * - A broken stream rejects the appends of every stream in the process. If an answer to one of them still arrives over another
 *   stream, the client does not find the append, throws out of the listener and ends the process too. Such an answer is
 *   dropped: the append was already rejected.
 * - Before the first append the client asks the server for its features, and caches the answer. If the connection breaks at
 *   that moment, it may cache a failure for ever, and no append succeeds until the process restarts. Every server since 21.10
 *   supports such a stream, so the server is not asked.
 *
 * `onOpened` is called for each stream with whether its buffer is unlimited, `onEnded` when one ends. A client of another
 * structure is left unchanged.
 */
export function secureAppendStream(
  client: EventStoreDBClient,
  onOpened: (isUnlimited: boolean) => void,
  onEnded: () => void = () => undefined,
): void {
  const opening = client as unknown as StreamOpening;
  const openStream = opening.GRPCStreamCreator;
  if (typeof openStream !== 'function') return;
  opening.supports = async () => true;
  opening.GRPCStreamCreator = (service, name, open, cache) =>
    openStream(
      service,
      name,
      (grpc) => {
        const stream = open(grpc);
        if (stream instanceof Duplex) {
          onOpened(secure(stream));
          for (const sign of ['end', 'error', 'close']) stream.once(sign, onEnded);
        }
        return stream;
      },
      cache,
    );
}

/** Returns false when the buffer could not be widened. */
function secure(stream: Duplex): boolean {
  for (const take of stream.listeners('data') as ((answer: unknown) => void)[]) {
    stream.off('data', take);
    stream.on('data', (answer) => {
      try {
        take(answer);
      } catch {
        // The append was already rejected. If one is still waiting after all, its own deadline ends the wait.
      }
    });
  }
  // Node has no public way to change the buffer of an existing stream.
  const { _writableState: state } = stream as unknown as { _writableState?: { highWaterMark?: number } };
  if (state?.highWaterMark !== stream.writableHighWaterMark) return false;
  state.highWaterMark = Number.MAX_SAFE_INTEGER;
  return stream.writableHighWaterMark === Number.MAX_SAFE_INTEGER;
}
