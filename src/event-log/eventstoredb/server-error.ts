import { RapportError } from '../../domain/kernel/errors.js';

/** What the client throws: classes with a `type`, but also plain errors with only a gRPC code, or with neither. */
interface ClientError {
  readonly type?: string;
  readonly code?: number | string;
  readonly message?: string;
}

const LOST = new Set(['unavailable', 'not-leader', 'cancelled', 'deadline-exceeded', 'timeout']);
/** gRPC: CANCELLED, DEADLINE_EXCEEDED, ABORTED, UNAVAILABLE. */
const LOST_CODES = new Set<unknown>([1, 4, 10, 14, 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE']);
/** A lost connection may surface as an internal error of the transport; a failed discovery is a plain error. */
const LOST_TEXTS = /RST_STREAM|GOAWAY|Failed to discover|Premature close|write after end|channel (has been )?(closed|shut)/i;
/**
 * While it starts, is overloaded or holds an election, the server reports it only as text (`BatchAppend`: "Could not recognize
 * Server Is Not Ready"). "Bandwidth exhausted" is how the client words HTTP/2's ENHANCE_YOUR_CALM, by which a server or a proxy
 * sheds load.
 */
const NOT_NOW_TEXTS = /Server Is (Not Ready|(Too )?Busy)|No leader info|Bandwidth exhausted/i;
/**
 * The server could not read its own files, which may be for the moment. Since 23.10 a wrong position has a result of its own, see
 * `isInvalidPosition`.
 */
const UNREADABLE_TEXTS = /Unexpected (Filtered)?Read(All|Stream)Result: Error/i;
/**
 * KurrentDB's limit of a single event has no class in the client, only a text: "MaximumAppendEventSizeExceeded" from the stream
 * of appends, "exceeds Maximum Append Event Size of 1024" otherwise. A limit of a proxy or of the transport is gRPC's
 * RESOURCE_EXHAUSTED.
 */
const TOO_LARGE_TEXTS = /Maximum ?Append ?(Event ?)?Size|Append ?Record ?Size ?Exceeded|message larger than max/i;
const DENIED_CODES = new Set<unknown>([7, 16]);

/** The server did not answer, or not in time: the same call may succeed later. */
export function unavailable(address: string, cause: unknown): RapportError {
  return new RapportError('LOG_UNAVAILABLE', `EventStoreDB at ${address} does not answer`, {
    remedy: remedyOf(address, (cause as ClientError | undefined)?.message ?? ''),
    cause,
  });
}

/** The most common mistake is TLS, which the client uses by default. The client reports the reason only in its message. */
function remedyOf(address: string, reason: string): string {
  if (/SSL routines|wrong version number/i.test(reason))
    return `The server at ${address} does not use TLS: add ?tls=false to EVENT_LOG if this is intended.`;
  if (/certificate/i.test(reason))
    return 'Its certificate is not trusted here: name the certificate authority with ?tlsCAFile=PATH in EVENT_LOG, or NODE_EXTRA_CA_CERTS.';
  return `Check that it runs and can be reached at ${address}, with TLS unless EVENT_LOG has ?tls=false, then repeat: an append that succeeded is recognised.`;
}

/**
 * Translates a client error into a RapportError. Anything that is not a server or network condition is a bug, and is returned
 * unchanged.
 */
export function toRapportError(error: unknown, address: string): unknown {
  if (error instanceof RapportError) return error;
  // By its properties, not its class: after a lost connection the client throws errors of no particular class.
  const { type = '', code, message = '' } = error as ClientError;
  if (LOST.has(type) || LOST_CODES.has(code) || LOST_TEXTS.test(message) || NOT_NOW_TEXTS.test(message))
    return unavailable(address, error);
  if (UNREADABLE_TEXTS.test(message)) {
    return new RapportError('LOG_UNAVAILABLE', `EventStoreDB at ${address} could not read its database`, {
      remedy: 'Repeat it. If it fails again, the log of the server says why: its disk, or a damaged file.',
      cause: error,
    });
  }
  if (type === 'access-denied' || DENIED_CODES.has(code)) {
    return new RapportError('INVALID_CONFIGURATION', `EventStoreDB at ${address} rejects the credentials`, {
      field: 'EVENT_LOG',
      remedy: 'Name a user who may append, and read $all, in the URL: esdb://user:password@host:port.',
      cause: error,
    });
  }
  return error;
}

/** Whether the error has this `type` of EventStoreDB's client. Not by its class: after a lost connection errors have none. */
export const isErrorOfType = (error: unknown, type: string): boolean => (error as ClientError).type === type;

/** Whether an append exceeds the server's limit. */
export const isTooLarge = (error: unknown): boolean =>
  isErrorOfType(error, 'maximum-append-size-exceeded') || TOO_LARGE_TEXTS.test((error as ClientError).message ?? '');

/** The text depends on the version: "Unexpected ReadAllResult: InvalidPosition", "Trying to read from an invalid position". */
export const isInvalidPosition = (error: unknown): boolean => /invalid ?position/i.test((error as ClientError).message ?? '');

/** How a subscription of 24.10 ends right after its confirmation. Does not apply to reads, where this error may be transient. */
export const isInvalidStart = (error: unknown): boolean =>
  /read from an invalid position/i.test((error as ClientError | undefined)?.message ?? '');
