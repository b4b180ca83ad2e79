import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '../domain/kernel/errors.js';
import type { TailPage } from './log-tail.js';

/**
 * Waits for a reader's first page, so that a wrong position is refused before a stream begins. Throws what the reader throws, and
 * LOG_UNAVAILABLE when the log has not answered in time; the caller then aborts the reader.
 */
export async function firstPage(pages: AsyncIterator<TailPage, void, void>, patienceMs: number): Promise<TailPage | undefined> {
  const answered = new AbortController();
  const tooLate = sleep(patienceMs, undefined, { signal: answered.signal }).then(() => {
    throw new RapportError('LOG_UNAVAILABLE', 'The event log does not answer', { remedy: 'Ask again in a few seconds.' });
  });
  try {
    const first = await Promise.race([pages.next(), tooLate]);
    return first.done ? undefined : first.value;
  } finally {
    tooLate.catch(() => undefined);
    answered.abort();
  }
}
