import { Duplex } from 'node:stream';
import type { EventStoreDBClient } from '@eventstore/db-client';

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
 * `onOpened` hears of each stream whether it can now take any number of messages. A client built otherwise is left as it is.
 */
export function secureAppendStream(client: EventStoreDBClient, onOpened: (isUnlimited: boolean) => void): void {
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
        if (stream instanceof Duplex) onOpened(secure(stream));
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
