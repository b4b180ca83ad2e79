import {
  type AppendExpectedRevision,
  type EventStoreDBClient,
  jsonEvent,
  type WrongExpectedVersionError,
} from '@eventstore/db-client';
import pLimit from 'p-limit';
import { withDeadline } from '../../clock.js';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { type Appended, encodeAppend, type ExpectedRevision, type NewEvent, wrongExpectedRevision } from '../event-log.js';
import { toPosition } from './recorded-event.js';
import { isErrorOfType, isTooLarge, toRapportError, unavailable } from './server-error.js';
import { Duplex } from 'node:stream';

/** A person waits for it: long enough for a busy disk, too short for the client's own patience of 19 s. */
const ANSWER_MS = 5_000;
/**
 * The client tells the server until when an append counts, as a time of its own clock: an hour's difference to the server's clock must not make
 * the server refuse every append as late. The server has a time-out of its own, shorter than ours.
 */
export const COUNTS_FOR_MS = 24 * 3_600_000;
/** The client's own stream holds 16 messages: one less is never queued behind it. See secureAppendStream. */
const CAUTIOUS = 15;
/** Enough to keep the server busy; what a broken connection leaves unanswered, and what memory a frozen server costs, stay bounded. */
const BOLD = 512;
const utf8 = new TextEncoder();

/** Appends through one client: two in a process would lose each other's answers, for the client keeps them in one table. */
export class Appender {
  private readonly limit = pLimit(CAUTIOUS);
  private readonly pending = new Set<Promise<Appended>>();
  private readonly late = () => unavailable(this.address, undefined);

  /** @param onLost hears of it when the stream of appends ends, or a server does not answer */
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
    // Metadata as the bytes that they come to: the client would encode an object anew, in a roundabout way. Of data it takes only objects.
    const proposed = encoded.map(({ id, type, metadata }, index) =>
      jsonEvent({ id, type, data: { ...events[index]!.data }, metadata: utf8.encode(metadata) }),
    );
    const due = performance.now() + ANSWER_MS;
    // Those before it are due before it: by the time it is due itself it has had its turn, so waiting needs no clock of its own.
    const appended = this.limit(() => this.send(stream, expected, proposed, due));
    this.pending.add(appended);
    const forget = () => this.pending.delete(appended);
    appended.then(forget, forget);
    return appended;
  }

  /** When everything on its way has its answer. */
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
      // The client's own limits do not cover its batch stream: against a frozen server it would wait 19 s, until the keep-alive gives up.
      const { nextExpectedRevision, position } = await withDeadline(answer, left, this.late);
      // Repeating what an operator has deleted since "succeeds" without a position, and leaves it deleted.
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
  if (isErrorOfType(error, 'stream-deleted')) return wrongExpectedRevision({ stream, expected, actual: -1 });
  // We count as the server does, so this one was given a smaller limit.
  if (!isTooLarge(error)) return undefined;
  return new RapportError('APPEND_TOO_LARGE', `The server takes less at once than the events for ${stream} weigh`, {
    remedy: 'Raise its MaxAppendSize and MaxAppendEventSize to one MiB, or send less in one command.',
    cause: error,
  });
}

/** What a client opens its gRPC streams with: protected, so it is named here as far as it is used. */
interface StreamOpening {
  supports?: (method: unknown, feature?: unknown) => Promise<boolean>;
  GRPCStreamCreator?: (...opening: [service: unknown, name: string, open: (grpc: unknown) => unknown, cache: unknown]) => unknown;
}

/**
 * Makes the one stream that a client sends all its appends over (client 6.2.1: `appendToStream/batchAppend.js`) safe for many at a time.
 *
 * - It buffers 16 messages. What comes on top the client queues, and when the connection breaks it rejects the queue inside
 *   `new Promise(async …)`, where nobody can catch it: the process ends with an unhandled rejection. Or it waits for a 'drain' that a
 *   dead stream never gives. A stream whose buffer has no limit leaves nothing to queue; how much there may be is the Appender's concern.
 * - A broken stream rejects the appends of every stream in the process. An answer that still comes to one of them over another stream
 *   finds nobody, throws out of the listener and ends the process too. Such an answer is dropped: the append was rejected already.
 * - Before the first append it asks what the server can do, and keeps the answer. Where the connection breaks just then, that may be a failure
 *   which it keeps for ever, and no append succeeds until the process is started anew. Every server since 21.10 takes such a stream: it is not asked.
 *
 * `onOpened` hears of each stream whether it can now take any number of messages, `onEnded` of its end. A client built otherwise is left as it is.
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

/** False when the buffer could not be widened. */
function secure(stream: Duplex): boolean {
  for (const take of stream.listeners('data') as ((answer: unknown) => void)[]) {
    stream.off('data', take);
    stream.on('data', (answer) => {
      try {
        take(answer);
      } catch {
        // Nobody waits for it. Were it somebody's after all, the append's own deadline tells them.
      }
    });
  }
  // Node has no public way to widen a stream that somebody else made.
  const { _writableState: state } = stream as unknown as { _writableState?: { highWaterMark?: number } };
  if (state?.highWaterMark !== stream.writableHighWaterMark) return false;
  state.highWaterMark = Number.MAX_SAFE_INTEGER;
  return stream.writableHighWaterMark === Number.MAX_SAFE_INTEGER;
}
