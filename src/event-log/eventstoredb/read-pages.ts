import type { AllStreamResolvedEvent, ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import { PAGE_SIZE } from '../event-log.js';
import type { AnyServerEvent } from './recorded-event.js';

/** How long the server may take for its next event. Reads have no deadline of the client's. */
const ANSWER_MS = 10_000;

/** What becomes of an event: it is given, passed over, or ends the reading. */
export type Verdict = RecordedEvent | 'skip' | 'end';
export type ServerRead = StreamingRead<ResolvedEvent | AllStreamResolvedEvent>;

export interface ReadControl {
  readonly take: (event: AnyServerEvent) => Verdict;
  readonly late: () => Error;
  readonly signal: AbortSignal | undefined;
}

/** Cuts a streaming read into pages. Whatever ends it, the call on the server ends with it: an abandoned one counts among the 100. */
export async function* readPages(read: ServerRead, { take, late, signal }: ReadControl): AsyncGenerator<RecordedEvent[]> {
  let page: RecordedEvent[] = [];
  let isServersTurn = true;
  const watchdog = setTimeout(() => (isServersTurn ? read.destroy(late()) : watchdog.refresh()), ANSWER_MS);
  const abort = () => read.destroy();
  signal?.addEventListener('abort', abort, { once: true });
  // A connection that breaks after the loop would otherwise end the process.
  read.on('error', () => undefined);
  try {
    for await (const { event } of read) {
      watchdog.refresh();
      // A link whose event is gone.
      if (event === undefined) continue;
      const verdict = take(event);
      if (verdict === 'end') break;
      if (verdict !== 'skip') page.push(verdict);
      if (page.length < PAGE_SIZE) continue;
      isServersTurn = false;
      yield page;
      isServersTurn = true;
      page = [];
      watchdog.refresh();
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    return;
  } finally {
    clearTimeout(watchdog);
    signal?.removeEventListener('abort', abort);
    void read.cancel().catch(() => undefined);
  }
  if (page.length > 0) yield page;
}
