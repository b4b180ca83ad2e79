import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { channelOver, endThread } from '../threads/channel.js';
import type { CopyThread } from './copy-thread.js';
import { inOurWords } from './saved-files.js';

/** The built program beside the built program, the source beside the source. */
const PROGRAM = new URL(import.meta.url.replace(/copying(\.[jt]s)$/, 'copy-thread$1'));

/**
 * Copies and looks through files in a thread of their own, as long as `use` runs: whoever commands or asks meanwhile is not held up.
 * When the signal comes the work is given up once the thread is through with the call that it is at; what has been written so far is left behind.
 * @throws RapportError DISK_FULL, INVALID_FILE for what the file system refuses; the signal's reason
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
