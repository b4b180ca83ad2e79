import type { EventType } from '../../domain/kernel/event.js';
import type { CloudEvent } from '../cloud-event.js';
import { cloudEventType, isConfidential, schemaUri } from '../cloud-event.js';
import type { PublishedSchema } from './published-schema.js';

/** What callers call things; events about what somebody said in confidence leave without. */
const CALLERS_IDS: ReadonlySet<string> = new Set(['correlationid', 'causationid', 'commandid']);

const text = (description: string) => ({ type: 'string', description });
const moment = (description: string) => ({ type: 'string', format: 'date-time', description });

/** The schema of the envelope around an event's data; `$ref` points at the schema of the data. */
export function cloudEventSchema({ type, schemaVersion }: EventType, $ref: string, publicUrl?: string): PublishedSchema {
  const properties: Record<keyof CloudEvent, PublishedSchema> = {
    specversion: { const: '1.0' },
    id: text('The event’s own id: drop what you have seen before, delivery is at least once'),
    source: text('/organizations/<organization>/<category of the stream>'),
    type: { const: cloudEventType(type, schemaVersion) },
    subject: text('The stream'),
    time: moment('When it happened'),
    datacontenttype: { const: 'application/json' },
    dataschema: { const: schemaUri(type, schemaVersion, publicUrl) },
    data: { $ref },
    position: text('Place in the log, opaque, sorts as text; give it back as `after` to resume behind it'),
    revision: { type: 'integer', minimum: 0, description: 'Number within the stream' },
    recordedat: moment('When it was learned'),
    correlationid: text('Groups what belongs to one piece of work'),
    causationid: text('What caused it'),
    commandid: text('The command that it came from'),
    actorkind: text('In which role it was done'),
    fidelity: text('NATIVE: seen here; HISTORY: another system’s record; SNAPSHOT: read off a difference of states'),
  };
  const told = Object.entries(properties).filter(([name]) => !(isConfidential(type) && CALLERS_IDS.has(name)));
  return { type: 'object', properties: Object.fromEntries(told), required: told.map(([name]) => name) };
}
