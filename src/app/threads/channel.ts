import { parentPort, type Worker } from 'node:worker_threads';
import type { ChannelOptions } from 'birpc';
import { isRapportError, RapportError, type ErrorCode } from '../../domain/kernel/errors.js';
import type { FieldReason } from '../../domain/kernel/reasons.js';

/** The other side of a channel: a thread, or its parent. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
}

/** The content of a RapportError, in a form that can be sent between threads. */
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

/** The birpc channel between threads. Copying an error loses its class and fields, so a RapportError is sent as a Refusal. */
export const channelOver = (port: Port): ChannelOptions => ({
  post: (message) => port.postMessage(message),
  on: (listener) => void port.on('message', listener),
  off: (listener) => void port.off('message', listener),
  serialize: ({ e, ...message }: Message) => (isRapportError(e) ? { ...message, refusal: toRefusal(e) } : { ...message, e }),
  deserialize: ({ refusal, ...message }: Message) => (refusal ? { ...message, e: toError(refusal) } : message),
});

/** The message that asks a thread to end. */
const END = 'end';
/** A thread that does not end within this time is terminated. */
const ENDS_WITHIN_MS = 10_000;

/** For use in a thread: the channel to its parent, which also ends the thread. */
export function channelToParent(): ChannelOptions {
  const port = parentPort!;
  port.on('message', (message) => message === END && process.exit());
  return channelOver(port);
}

/**
 * Ends a thread whose program uses `channelToParent`, after its current task. `Worker.terminate` would interrupt it anywhere:
 * while a database is being opened or a statement prepared, that makes libsql end the whole process.
 */
export async function endThread(worker: Worker): Promise<void> {
  // The thread has ended already.
  if (worker.threadId === -1) return;
  const cutOff = setTimeout(() => void worker.terminate(), ENDS_WITHIN_MS);
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage(END);
  await ended;
  clearTimeout(cutOff);
}

/** Extracts what can be sent. Stack and cause stay in the original thread. */
export const toRefusal = ({ code, message, field, remedy, reasons }: RapportError): Refusal => ({
  code,
  message,
  field,
  remedy,
  reasons,
});
/** Recreates the error on this side. */
export const toError = ({ code, message, field, remedy, reasons }: Refusal): RapportError =>
  new RapportError(code, message, { field, remedy, reasons });
