import { request, type IncomingMessage } from 'node:http';
import { RapportError } from '../../domain/kernel/errors.js';
import type { CommandIo, HandedOverCall } from './command-io.js';
import type { Owner } from './ownership.js';

/** What travels back from the owner, one JSON object a line: the command's words, a sign of life, and in the end its exit code. */
export type Frame =
  | { readonly out: string }
  | { readonly err: string }
  | { readonly progress: string }
  | { readonly alive: true }
  | { readonly exit: number };

/** The owner shows that it lives this often; a caller that hears nothing for much longer gives up. */
export const ALIVE_EVERY_MS = 1_000;
/** Work may report every row; more often than this nobody reads it. */
export const PROGRESS_EVERY_MS = 100;
const SILENCE_BORNE_MS = 30_000;

/** Reads frames out of chunks of text that know nothing of lines. */
async function* readFrames(chunks: AsyncIterable<string>): AsyncGenerator<Frame> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as Frame;
  }
}

/** Nobody took the call: the owner is gone, or is another one by now. Nothing was done; look for the owner again. */
export class OwnerNotThere extends Error {
  override readonly name = 'OwnerNotThere';
}

/**
 * Has the owner carry out a call, and says here what it says there.
 * @returns the call's exit code.
 * @throws OwnerNotThere before anything was done; RapportError LOG_UNAVAILABLE when the owner ends or falls silent half-way; the signal's
 * reason when `io.signal` is aborted, which also stops the work.
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

/** Sends the call; resolves when the owner has taken it. */
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
    `The process that was doing the work (pid ${pid}) ended or fell silent before it was done`,
    {
      remedy: 'Run the same command again: what is recorded already is recognised, nothing doubles.',
      cause,
    },
  );
