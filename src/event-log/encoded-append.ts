import { RapportError } from '../domain/kernel/errors.js';
import { type ExpectedRevision, MAX_APPEND_BYTES, type NewEvent, checkStreamName } from './event-log.js';

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
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0))
    throw invalid('expected', `${expected} is not a revision`);
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
