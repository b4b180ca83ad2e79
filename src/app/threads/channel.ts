import { parentPort, type Worker } from 'node:worker_threads';
import type { ChannelOptions } from 'birpc';
import { isRapportError, RapportError, type ErrorCode } from '../../domain/kernel/errors.js';
import type { FieldReason } from '../../domain/kernel/reasons.js';

/** A thread or its parent, as the other of the two sees it. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
}

/** What an error of ours says, as it crosses threads. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: string | undefined;
  readonly remedy: string | undefined;
  readonly reasons: readonly FieldReason[] | undefined;
}
interface Message {
  readonly e?: unknown;
  readonly refusal?: Refusal;
}

/** How birpc calls travel between threads. Copying an error loses what makes it one of ours: it travels as what it says. */
export const channelOver = (port: Port): ChannelOptions => ({
  post: (message) => port.postMessage(message),
  on: (listener) => void port.on('message', listener),
  off: (listener) => void port.off('message', listener),
  serialize: ({ e, ...message }: Message) => (isRapportError(e) ? { ...message, refusal: toRefusal(e) } : { ...message, e }),
  deserialize: ({ refusal, ...message }: Message) => (refusal ? { ...message, e: toError(refusal) } : message),
});

/** Asks a thread to end. */
const END = 'end';
/** A thread that is at its work for longer is cut off. */
const ENDS_WITHIN_MS = 10_000;

/** In a thread: the calls of its parent, which also says when it is to end. */
export function channelToParent(): ChannelOptions {
  const port = parentPort!;
  port.on('message', (message) => message === END && process.exit());
  return channelOver(port);
}

/**
 * Ends a thread whose program calls `channelToParent`, when it is through with what it is at. `Worker.terminate` ends it wherever it is: while it
 * opens a database, or prepares a statement, libsql ends the whole process then.
 */
export async function endThread(worker: Worker): Promise<void> {
  // It has ended.
  if (worker.threadId === -1) return;
  const cutOff = setTimeout(() => void worker.terminate(), ENDS_WITHIN_MS);
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage(END);
  await ended;
  clearTimeout(cutOff);
}

/** What an error of ours says, without its stack and cause: those stay in the thread that it came from. */
export const toRefusal = ({ code, message, field, remedy, reasons }: RapportError): Refusal => ({
  code,
  message,
  field,
  remedy,
  reasons,
});
/** The error that says so, made anew on this side. */
export const toError = ({ code, message, field, remedy, reasons }: Refusal): RapportError =>
  new RapportError(code, message, {
    ...(field !== undefined && { field }),
    ...(remedy !== undefined && { remedy }),
    ...(reasons && { reasons }),
  });
