import type { ChannelOptions } from 'birpc';
import { isRapportError, RapportError, type ErrorCode } from '../../domain/kernel/errors.js';

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

/** What an error of ours says, without its stack and cause: those stay in the thread that it came from. */
export const toRefusal = ({ code, message, field, remedy }: RapportError): Refusal => ({ code, message, field, remedy });
/** The error that says so, made anew on this side. */
export const toError = ({ code, message, field, remedy }: Refusal): RapportError =>
  new RapportError(code, message, { ...(field !== undefined && { field }), ...(remedy !== undefined && { remedy }) });
