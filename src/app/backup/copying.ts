import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { channelOver, endThread } from '../threads/channel.js';
import type { CopyThread } from './copy-thread.js';
import { inOurWords } from './saved-files.js';

/** The built program next to the built program, the source next to the source. */
const PROGRAM = new URL(import.meta.url.replace(/copying(\.[jt]s)$/, 'copy-thread$1'));

/**
 * Provides a thread that copies and checks files while `use` runs, so that commands and queries are not held up.
 * When the signal is aborted, the work ends after the current call; files written so far are left in place.
 * @throws RapportError DISK_FULL, INVALID_FILE for errors of the file system; the signal's reason
 */
export async function withCopyThread<T>(
  signal: AbortSignal,
  use: (thread: BirpcReturn<CopyThread, Record<string, never>>) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const worker = new Worker(PROGRAM, { name: 'copying' });
  const thread = createBirpc<CopyThread, Record<string, never>>({}, { ...channelOver(worker), timeout: -1 });
  const end = (reason: Error) => thread.$close(reason);
  const abort = () => end(signal.reason as Error);
  worker.once('error', end);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await use(thread);
  } catch (error) {
    throw signal.aborted ? signal.reason : inOurWords(error);
  } finally {
    signal.removeEventListener('abort', abort);
    await endThread(worker);
  }
}
