import { RapportError, isRapportError } from '../domain/kernel/errors.js';
import type { DomainEvent, EventMetadata, Position, RecordedEvent } from '../domain/kernel/event.js';

/** A revision the stream must stand at, or what must be true of its existence. Revisions count from 0. */
export type ExpectedRevision = number | 'NO_STREAM' | 'STREAM_EXISTS' | 'ANY';

/** An event to append. `id` is a UUID derived from its command, so that a repeated append is recognised. */
export interface NewEvent extends DomainEvent {
  readonly id: string;
  readonly metadata: EventMetadata;
}

export interface Appended {
  /** Revision of the last event. */
  readonly revision: number;
  /** Position of the last event. */
  readonly position: Position;
  /** Whether these very events were there already, and nothing was written. Absent in every answer of an engine that cannot tell. */
  readonly repeated?: boolean;
}

export interface ReadStreamOptions {
  /** Inclusive. The stream's first (forwards) or last (backwards) event when absent. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

export interface ReadOptions {
  /** Only streams of these categories (`ticket` for `ticket-<id>`); all when absent. */
  readonly categories?: readonly string[];
  /** Ends the following or reading early, releasing everything; iteration then ends without an error. */
  readonly signal?: AbortSignal;
}

/** What one append may weigh: all its data, metadata and twice its type names, in bytes, as EventStoreDB 24.10 counts by default. */
export const MAX_APPEND_BYTES = 1024 * 1024;
/** Events a page at most. */
export const PAGE_SIZE = 1_000;

/**
 * What reads the record. One suite (test/contract/event-log) says what every engine does; a difference between engines is a defect.
 *
 * Events come in the shape in which their type is declared now, whatever version was recorded.
 *
 * Errors (RapportError codes): INVALID_POSITION, LOG_UNAVAILABLE, UNKNOWN_EVENT_VERSION.
 */
export interface LogReader {
  /** Pages of a stream's events in the order asked for; a stream that does not exist has none. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** The event at a position that was given out; undefined where it is no longer there, or the text is no position. */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  /** Pages of all events after a position (exclusive) up to `until` (inclusive), or to where the head was at the call. Ends. */
  read(after: Position, options?: ReadOptions & { readonly until?: Position }): AsyncIterable<readonly RecordedEvent[]>;
  /**
   * The same, but never ends: catches up, then waits for what comes. Resumes by itself when the connection is lost, without gap or repeat.
   * Throws LOG_UNAVAILABLE once that has not succeeded for half a minute, so that somebody hears of it: follow again from where you are.
   */
  follow(after: Position, options?: ReadOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** Position of the newest event; START when there is none. */
  head(): Promise<Position>;
  close(): Promise<void>;
}

/**
 * The append-only record.
 *
 * Errors (RapportError codes): those of reading, WRONG_EXPECTED_REVISION, APPEND_TOO_LARGE, INVALID_INPUT (no events, a malformed id or
 * stream name), LOG_UNAVAILABLE (repeat the same append: it is recognised), DISK_FULL.
 */
export interface EventLog extends LogReader {
  /**
   * All of the events or none. Durable when it resolves. The same ids again at the same expected place return the first result and write
   * nothing, however much came later; with 'ANY' and 'STREAM_EXISTS' only while recent. Ids that are partly known are refused with
   * WRONG_EXPECTED_REVISION. At the stream's own head ids are not looked at: whoever reloads and decides again needs its own memory.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /**
   * Does work under a lease, which one process that writes to this log has at a time: for what is decided on several streams, of which an append
   * guards one. A process that stands still loses the lease, so the work asks before each append whether it is still held.
   * @throws CONFLICT where others hold the lease for too long
   */
  withLease<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T>;
}

/** A log that only one process writes to has nobody to wait for. */
export const soleWriterLease: EventLog['withLease'] = (_, work) => work(() => true);

/** Thrown as the `cause`-carrying WRONG_EXPECTED_REVISION: where the stream really stands, -1 when it does not exist. */
interface RevisionMismatch {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: number;
}

/** Where modules ask for the event log; only the app's composition knows which engine answers. */
export const EVENT_LOG = Symbol('EventLog');

export interface StreamRange {
  readonly direction: 'forwards' | 'backwards';
  readonly from: number | undefined;
  /** Infinity when not bounded. */
  readonly maxCount: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface EncodedEvent {
  /** In lower case, as every engine gives it back. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}
/** An append that is well-formed and light enough; whether the stream stands where expected is the engine's question. */
export interface EncodedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

/**
 * Checks and encodes an append, in one place so that no engine takes what another refuses.
 * Throws INVALID_INPUT and APPEND_TOO_LARGE.
 */
export function encodeAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): EncodedAppend {
  checkStreamName(stream);
  if (typeof expected === 'number' && !isCount(expected)) throw invalid('expected', `${expected} is not a revision`);
  if (events.length === 0) throw invalid('events', 'An append needs at least one event');
  const encoded = events.map(encode);
  const bytes = encoded.reduce((sum, event) => sum + weightOf(event), 0);
  if (bytes > MAX_APPEND_BYTES) {
    throw new RapportError(
      'APPEND_TOO_LARGE',
      `${events.length} events for ${stream} weigh ${bytes} bytes, more than ${MAX_APPEND_BYTES}`,
      {
        remedy: 'Send less in one command.',
      },
    );
  }
  return { stream, expected, events: encoded };
}

function encode({ id, type, data, metadata }: NewEvent): EncodedEvent {
  if (!UUID.test(id)) throw invalid('id', `"${id}" is not a UUID`);
  if (type === '' || type.startsWith('$')) throw invalid('type', `"${type}" is not an event type`);
  return { id: id.toLowerCase(), type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
}

/** As EventStoreDB counts since 24.10.4: a type name's characters twice. */
const weightOf = ({ type, data, metadata }: EncodedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;

const invalid = (field: string, message: string) => new RapportError('INVALID_INPUT', message, { field });

/** Checks what a caller asks of a stream and fills in the defaults. Throws INVALID_INPUT. */
export function streamRange({ from, direction = 'forwards', maxCount = Infinity }: ReadStreamOptions = {}): StreamRange {
  if (from !== undefined && !isCount(from)) throw invalid('from', `${from} is not a revision`);
  if (maxCount !== Infinity && !isCount(maxCount)) throw invalid('maxCount', `${maxCount} is not a count`);
  return { direction, from, maxCount };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** WRONG_EXPECTED_REVISION in every engine's words; the mismatch travels as its cause. */
export function wrongExpectedRevision(mismatch: RevisionMismatch): RapportError {
  const { stream, expected, actual } = mismatch;
  const stands = actual === -1 ? 'does not exist' : `stands at ${actual}`;
  return new RapportError('WRONG_EXPECTED_REVISION', `${stream} ${stands}, expected ${expected}`, {
    remedy: 'Read the stream again and decide anew.',
    cause: mismatch,
  });
}

/** INVALID_POSITION in every engine's words. */
export const invalidPosition = (position: Position): RapportError =>
  new RapportError('INVALID_POSITION', `"${position}" is not a position of this log`, {
    field: 'after',
    remedy: 'Use a position that this log gave out, or none.',
  });

/** LOG_UNAVAILABLE in the words of every engine, for who asks after `close`. */
export const logClosed = (): RapportError =>
  new RapportError('LOG_UNAVAILABLE', 'The event log is closed', { remedy: 'Start again, then repeat.' });

/** `<category>-<key>`: the category without a dash, so that the first dash ends it, and no `$`, which EventStoreDB keeps for itself. */
const STREAM_NAME = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._-]{1,250}$/;
const CATEGORY = /^[A-Za-z][A-Za-z0-9]*$/;

/** Throws INVALID_INPUT unless the name is one that every engine takes. */
export function checkStreamName(stream: string): void {
  if (STREAM_NAME.test(stream)) return;
  throw new RapportError('INVALID_INPUT', `"${stream}" is not a stream name`, {
    field: 'stream',
    remedy: 'Use <category>-<key>, as in ticket-4711.',
    reasons: [{ field: 'stream', code: 'NOT_LIKE', parameters: { example: 'ticket-4711' } }],
  });
}

/** Throws INVALID_INPUT unless each is a category as `categoryOf` gives it. */
export function checkCategories(categories: readonly string[] | undefined): void {
  const wrong = categories?.find((category) => !CATEGORY.test(category));
  if (wrong === undefined) return;
  throw new RapportError('INVALID_INPUT', `"${wrong}" is not a category`, {
    field: 'categories',
    remedy: 'Use the part of the stream names before the dash.',
  });
}

/** `ticket` of `ticket-4711`. */
export const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/**
 * Makes sure that the log has been at a position: reading nothing from one to itself asks it.
 * @throws RapportError INVALID_POSITION naming the field; the log's others
 */
export async function requireGivenOut(log: LogReader, position: Position, field: string): Promise<void> {
  try {
    for await (const _ of log.read(position, { until: position })) break;
  } catch (error) {
    throw isRapportError(error, 'INVALID_POSITION') ? invalidPositionIn(field, position, error) : error;
  }
}

/** The refusal of a position, naming the field in which it came. */
export const invalidPositionIn = (field: string, position: Position, cause: unknown): RapportError =>
  new RapportError('INVALID_POSITION', `${field}: the log has not been at "${position}"`, {
    field,
    remedy: 'Use a position that a mutation, the feed or projectionStatus gave you.',
    cause,
  });
