import type { NewEvent } from '../event-log/event-log.js';

/** Well below what one append may weigh, so that the estimate below need not be exact. */
const CHUNK_BYTES = 700_000;

/**
 * Joins commands' events into as few appends as fit; a command's own events are never torn apart. One command alone is passed on as it is:
 * if it is too large, the log says so.
 */
export function* appendChunks(commands: readonly (readonly NewEvent[])[]): Generator<readonly NewEvent[]> {
  if (commands.length === 1) {
    if (commands[0]!.length > 0) yield commands[0]!;
    return;
  }
  let chunk: NewEvent[] = [];
  let bytes = 0;
  for (const events of commands) {
    const weight = events.reduce((sum, event) => sum + weightOf(event), 0);
    if (chunk.length > 0 && bytes + weight > CHUNK_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(...events);
    bytes += weight;
  }
  if (chunk.length > 0) yield chunk;
}

/** An upper estimate without serialising: a character is three bytes of UTF-8 at most, and our fields are short. */
function weightOf({ data, metadata }: NewEvent): number {
  return 3 * (charactersOf(data) + charactersOf(metadata)) + 200;
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 24;
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + charactersOf(item), 2);
}
