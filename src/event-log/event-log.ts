import { RapportError, isRapportError } from '../domain/kernel/errors.js';
import type { DomainEvent, EventMetadata, Position, RecordedEvent } from '../domain/kernel/event.js';

/** The revision at which the stream must be, or a condition on its existence. Revisions count from 0. */
export type ExpectedRevision = number | 'NO_STREAM' | 'STREAM_EXISTS' | 'ANY';

/** An event to append. `id` is a UUID derived from its command, so that a retried append is recognised. */
export interface NewEvent extends DomainEvent {
  readonly id: string;
  readonly metadata: EventMetadata;
}

export interface Appended {
  /** Revision of the last event. */
  readonly revision: number;
  /** Position of the last event. */
  readonly position: Position;
  /**
   * True when these very events were stored already and nothing was written. Engines that cannot detect repeats always omit it.
   */
  readonly repeated?: boolean;
}

export interface ReadStreamOptions {
  /** Inclusive. Default: the stream's first event (forwards) or last event (backwards). */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

export interface ReadOptions {
  /** Only streams of these categories (`ticket` for `ticket-<id>`); all when absent. */
  readonly categories?: readonly string[];
  /** Ends following or reading early and releases all resources; the iteration then ends without an error. */
  readonly signal?: AbortSignal;
}

/**
 * The weight limit of one append, in bytes: all data, metadata and twice the type names, as EventStoreDB 24.10 counts by
 * default.
 */
export const MAX_APPEND_BYTES = 1024 * 1024;
/** The most events per page. */
export const PAGE_SIZE = 1_000;

/**
 * Reads the log. One contract suite (test/contract/event-log) defines the behaviour of every engine; a difference between
 * engines is a defect.
 *
 * Events are returned in the current shape of their type, whatever version was recorded.
 *
 * Errors (RapportError codes): INVALID_POSITION, LOG_UNAVAILABLE, UNKNOWN_EVENT_VERSION.
 */
export interface LogReader {
  /** Pages of a stream's events in the requested order; none when the stream does not exist. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** The event at a position that the log gave out; undefined when it no longer exists, or the text is not a position. */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  /**
   * Pages of all events after a position (exclusive) up to `until` (inclusive), or to the head at the time of the call. Ends.
   */
  read(after: Position, options?: ReadOptions & { readonly until?: Position }): AsyncIterable<readonly RecordedEvent[]>;
  /**
   * Like `read`, but never ends: catches up, then waits for new events. Resumes after a lost connection without gap or repeat.
   * @throws RapportError LOG_UNAVAILABLE after half a minute without success, so that the failure becomes known: call it again
   * from the last position
   */
  follow(after: Position, options?: ReadOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** Position of the newest event; START when the log is empty. */
  head(): Promise<Position>;
  close(): Promise<void>;
}

/**
 * The append-only log.
 *
 * Errors (RapportError codes): those of LogReader, WRONG_EXPECTED_REVISION, STREAM_DELETED, APPEND_TOO_LARGE, INVALID_INPUT (no
 * events, a malformed id or stream name), LOG_UNAVAILABLE (retry the same append: it is recognised), DISK_FULL.
 */
export interface EventLog extends LogReader {
  /**
   * Appends all of the events or none. Durable when it resolves. The same ids at the same expected revision return the first
   * result and write nothing, however much came later; with 'ANY' and 'STREAM_EXISTS' only while they are recent. If only some
   * of the ids are known, throws WRONG_EXPECTED_REVISION. At the stream's current head, ids are not checked: a caller that
   * reloads and decides again must recognise repeats itself.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /**
   * Does work under a lease, which only one of the processes that write to this log holds at a time: for decisions based on
   * several streams, because an append guards only one. A suspended process loses the lease, so the work must check `isHeld`
   * before each append.
   * @throws RapportError CONFLICT when others hold the lease for too long
   */
  withLease<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T>;
}

/** For a log that only one process writes to: there is never another holder to wait for. */
export const soleWriterLease: EventLog['withLease'] = (_, work) => work(() => true);

/** The `cause` of WRONG_EXPECTED_REVISION: the stream's actual revision, -1 when it does not exist. */
interface RevisionMismatch {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: number;
}

/** Injects the event log; only the app's composition knows the engine. */
export const EVENT_LOG = Symbol('EventLog');

export interface StreamRange {
  readonly direction: 'forwards' | 'backwards';
  readonly from: number | undefined;
  /** Infinity when unbounded. */
  readonly maxCount: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface EncodedEvent {
  /** In lower case, as every engine returns it. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}
/** An append that is well-formed and within the limit. The engine checks the expected revision. */
export interface EncodedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

/**
 * Validates and encodes an append. In one place, so that all engines accept and refuse the same.
 * @throws RapportError INVALID_INPUT and APPEND_TOO_LARGE
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
      `${events.length} events for ${stream} have ${bytes} bytes, more than the limit of ${MAX_APPEND_BYTES}`,
      {
        remedy: 'Send less content in one command.',
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

/** Counts as EventStoreDB does since 24.10.4: a type name's characters count twice. */
const weightOf = ({ type, data, metadata }: EncodedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;

const invalid = (field: string, message: string) => new RapportError('INVALID_INPUT', message, { field });

/** Validates the options of a stream read and fills in the defaults. Throws INVALID_INPUT. */
export function streamRange({ from, direction = 'forwards', maxCount = Infinity }: ReadStreamOptions = {}): StreamRange {
  if (from !== undefined && !isCount(from)) throw invalid('from', `${from} is not a revision`);
  if (maxCount !== Infinity && !isCount(maxCount)) throw invalid('maxCount', `${maxCount} is not a count`);
  return { direction, from, maxCount };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** WRONG_EXPECTED_REVISION, worded alike for every engine; the mismatch is its cause. */
export function wrongExpectedRevision(mismatch: RevisionMismatch): RapportError {
  const { stream, expected, actual } = mismatch;
  const stands = actual === -1 ? 'does not exist' : `is at revision ${actual}`;
  return new RapportError('WRONG_EXPECTED_REVISION', `${stream} ${stands}, expected ${expected}`, {
    remedy: 'Read the stream again and decide anew.',
    cause: mismatch,
  });
}

/** STREAM_DELETED: only EventStoreDB can delete a stream for good. */
export const streamDeleted = (stream: string): RapportError =>
  new RapportError('STREAM_DELETED', `${stream} was deleted for good in the event log: nothing can be recorded in it any more`, {
    remedy: 'Use a new id. Only a backup of the event log from before the deletion has what was recorded under this one.',
  });

/** INVALID_POSITION, worded alike for every engine. */
export const invalidPosition = (position: Position): RapportError =>
  new RapportError('INVALID_POSITION', `"${position}" is not a position of this log`, {
    field: 'after',
    remedy: 'Use a position that this log returned, or none.',
  });

/** LOG_UNAVAILABLE for calls after `close`, worded alike for every engine. */
export const logClosed = (): RapportError =>
  new RapportError('LOG_UNAVAILABLE', 'The event log is closed', { remedy: 'Start Rapport again, then repeat.' });

/** `<category>-<key>`. The category has no dash, so that the first dash ends it, and no `$`, which EventStoreDB reserves. */
const STREAM_NAME = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._-]{1,250}$/;
const CATEGORY = /^[A-Za-z][A-Za-z0-9]*$/;

/** Throws INVALID_INPUT unless every engine accepts the name. */
export function checkStreamName(stream: string): void {
  if (STREAM_NAME.test(stream)) return;
  throw new RapportError('INVALID_INPUT', `"${stream}" is not a stream name`, {
    field: 'stream',
    remedy: 'Use <category>-<key>, such as ticket-4711.',
    reasons: [{ field: 'stream', code: 'NOT_LIKE', parameters: { example: 'ticket-4711' } }],
  });
}

/** Throws INVALID_INPUT unless each is a category as `categoryOf` returns it. */
export function checkCategories(categories: readonly string[] | undefined): void {
  const wrong = categories?.find((category) => !CATEGORY.test(category));
  if (wrong === undefined) return;
  throw new RapportError('INVALID_INPUT', `"${wrong}" is not a category`, {
    field: 'categories',
    remedy: 'Use the part of the stream name before the dash.',
  });
}

/** `ticket` of `ticket-4711`. */
export const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/**
 * Checks that a position was given out by the log, with an empty read from the position to itself.
 * @throws RapportError INVALID_POSITION naming the field; the log's other errors
 */
export async function requireGivenOut(log: LogReader, position: Position, field: string): Promise<void> {
  try {
    for await (const _ of log.read(position, { until: position })) break;
  } catch (error) {
    throw isRapportError(error, 'INVALID_POSITION') ? invalidPositionIn(field, position, error) : error;
  }
}

/** The refusal of a position, naming its field. */
export const invalidPositionIn = (field: string, position: Position, cause: unknown): RapportError =>
  new RapportError('INVALID_POSITION', `${field}: the log has not reached the position "${position}"`, {
    field,
    remedy: 'Use a position that a mutation, the feed or projectionStatus returned.',
    cause,
  });
