import { EVENT_TYPES } from '../domain/aggregates.js';
import type { RecordedEvent } from '../domain/kernel/event.js';

/** The fields of each event type that nobody outside is told. Most types have none. */
const CONFIDENTIAL: ReadonlyMap<string, readonly string[]> = new Map(
  EVENT_TYPES.flatMap(({ type, schema }) => {
    const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field['x-confidential']);
    return fields.length > 0 ? [[type, fields.map(([name]) => name)]] : [];
  }),
);

/**
 * An event's data as everybody may read it: that somebody answered, not who and what. Whoever needs more reads the log itself, under the
 * log's own access control.
 */
export function publicData({ type, data }: RecordedEvent): object {
  const hidden = CONFIDENTIAL.get(type);
  return hidden ? Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.includes(name))) : data;
}
