import type { AllStreamResolvedEvent, ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import type { AnyServerEvent } from './recorded-event.js';

/** How long the server may take for its next event: a command may wait for it, and with it a person. The client sets its reads no deadline. */
const ANSWER_MS = 5_000;

export type ServerRead = StreamingRead<ResolvedEvent | AllStreamResolvedEvent>;

/**
 * Everything that one bounded read gives. It is taken in at once, so that the call is over before anybody works on the events: a slow
 * reader would otherwise hold one of the 100 calls that a connection carries, and a hundred of them would stop everyone else. And it is
 * always taken in to the end: what is left halfway (`break` in a `for await`) the client keeps for ever, whatever is cancelled.
 *
 * An abort gives what has come so far; the rest flows away unseen.
 */
export function readPage(read: ServerRead, late: () => Error, signal: AbortSignal): Promise<AnyServerEvent[]> {
  return new Promise((resolve, reject) => {
    const events: AnyServerEvent[] = [];
    const watchdog = setTimeout(() => {
      void read.cancel().catch(() => undefined);
      settle(() => reject(late()));
    }, ANSWER_MS);
    const abort = () => settle(() => resolve(events));
    const settle = (outcome: () => void) => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', abort);
      outcome();
    };
    signal.addEventListener('abort', abort, { once: true });
    read.on('data', ({ event }) => {
      watchdog.refresh();
      // Absent in a link whose event is gone.
      if (event !== undefined) events.push(event);
    });
    read.on('end', () => settle(() => resolve(events)));
    // The listener stays: a connection that breaks later would otherwise end the process.
    read.on('error', (error) => settle(() => reject(error)));
  });
}
