import type { EventType } from '../../domain/kernel/event.js';
import type { CloudEvent } from '../cloud-event.js';
import { cloudEventType, schemaPath } from '../cloud-event.js';
import type { PublishedSchema } from './published-schema.js';

const text = (description: string) => ({ type: 'string', description });
const moment = (description: string) => ({ type: 'string', format: 'date-time', description });

/** The schema of the envelope around an event's data; `$ref` points at the schema of the data. */
export function cloudEventSchema({ type, schemaVersion }: EventType, $ref: string): PublishedSchema {
  const properties: Record<keyof CloudEvent, PublishedSchema> = {
    specversion: { const: '1.0' },
    id: text('The event’s own id: drop what you have seen before, delivery is at least once'),
    source: text('/organizations/<organization>/<category of the stream>'),
    type: { const: cloudEventType(type, schemaVersion) },
    subject: text('The stream'),
    time: moment('When it happened'),
    datacontenttype: { const: 'application/json' },
    dataschema: { const: schemaPath(type) },
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
  return { type: 'object', properties, required: Object.keys(properties) };
}
