import { request, type IncomingMessage } from 'node:http';
import { RapportError } from '../../domain/kernel/errors.js';
import type { CommandIo, HandedOverCall } from './command-io.js';
import type { Owner } from './ownership.js';

/** The messages from the owner, one JSON object per line: output, heartbeats, and finally the exit code. */
export type Frame =
  | { readonly out: string }
  | { readonly err: string }
  | { readonly progress: string }
  | { readonly alive: true }
  | { readonly exit: number };

/** The interval of the owner's heartbeats; a caller that misses them for much longer gives up. */
export const ALIVE_EVERY_MS = 1_000;
/** The minimum interval of progress messages. Work may report every row, but nobody reads faster. */
export const PROGRESS_EVERY_MS = 100;
const SILENCE_BORNE_MS = 30_000;

/** Splits chunks of text into frames. */
async function* readFrames(chunks: AsyncIterable<string>): AsyncGenerator<Frame> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as Frame;
  }
}

/** The owner could not be reached, or has changed. Nothing was done; look for the owner again. */
export class OwnerNotThere extends Error {
  override readonly name = 'OwnerNotThere';
}

/**
 * Has the owner execute a call, and forwards its output.
 * @returns the call's exit code
 * @throws OwnerNotThere before anything was done; RapportError LOG_UNAVAILABLE when the owner ends or falls silent during the
 *   call; the signal's reason when `io.signal` is aborted, which also stops the work
 */
export async function handOver({ note }: Owner, call: HandedOverCall, io: CommandIo): Promise<number> {
  const answer = await knock(note, call, io.signal);
  answer.setTimeout(SILENCE_BORNE_MS, () => answer.destroy());
  try {
    for await (const frame of readFrames(answer.setEncoding('utf8'))) {
      if ('exit' in frame) return frame.exit;
      if ('out' in frame) io.out(frame.out);
      else if ('err' in frame) io.err(frame.err);
      else if ('progress' in frame) io.progress(frame.progress);
    }
  } catch (cause) {
    io.signal.throwIfAborted();
    throw lost(note.pid, cause);
  }
  throw lost(note.pid);
}

/** Sends the call; resolves when the owner has accepted it. */
function knock({ url, token }: Owner['note'], call: HandedOverCall, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const asking = request(`${url}/owner/commands`, { method: 'POST', headers, signal, agent: false });
    asking.once('error', (cause) =>
      reject(signal.aborted ? (signal.reason as Error) : new OwnerNotThere('no answer', { cause })),
    );
    asking.once('response', (answer) => {
      if (answer.statusCode === 200) return resolve(answer);
      answer.destroy();
      reject(new OwnerNotThere(`answered ${answer.statusCode!}`));
    });
    asking.end(JSON.stringify({ argv: call.argv, cwd: call.cwd }));
  });
}

const lost = (pid: number, cause?: unknown) =>
  new RapportError(
    'LOG_UNAVAILABLE',
    `The process that did the work (pid ${pid}) ended or stopped responding before it was done`,
    {
      remedy: 'Run the same command again: it continues, and nothing is recorded twice.',
      cause,
    },
  );
