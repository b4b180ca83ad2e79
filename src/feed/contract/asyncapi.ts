import type { EventType } from '../../domain/kernel/event.js';
import { type CloudEvent, cloudEventType, isConfidential, schemaUri } from '../cloud-event.js';
import { hasSingleAnswer } from '../../access/single-answers.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';

export type PublishedSchema = Readonly<Record<string, unknown>>;

/**
 * The published form of a declared schema. It omits our own `x-` keys and confidential fields, and allows additional
 * properties, so that a later version can add a field without breaking a consumer.
 */
export function publishedSchema(schema: JsonSchema): PublishedSchema {
  const entries = Object.entries(schema).filter(([key]) => !key.startsWith('x-') && key !== 'additionalProperties');
  return Object.fromEntries(entries.map(([key, value]) => [key, publishedPart(key, value, schema)]));
}

function publishedPart(key: string, value: unknown, schema: JsonSchema): unknown {
  const isTold = (name: string) => !schema.properties?.[name]?.['x-confidential'];
  const isToldAll = (name: string) => isTold(name) && !schema.properties?.[name]?.['x-single-answer'];
  if (key === 'items') return publishedSchema(value as JsonSchema);
  if (key === 'required') return (value as readonly string[]).filter(isToldAll);
  if (key !== 'properties') return value;
  const properties = Object.entries(value as Record<string, JsonSchema>).filter(([name]) => isTold(name));
  return Object.fromEntries(properties.map(([name, schema]) => [name, publishedSchema(schema)]));
}

/** The JSON Schema document of an event type's data, as served under its `dataschema`. */
export const eventSchema = ({ type, schemaVersion, description, schema }: EventType, publicUrl?: string): PublishedSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaUri(type, schemaVersion, publicUrl),
  $comment: `Version ${schemaVersion}. Events recorded in an earlier version are delivered in this one.`,
  title: type,
  description,
  ...publishedSchema(schema),
});

const FEED = `Server-Sent Events, one CloudEvent 1.0 (JSON) each; \`id:\` is the position, \`event:\` the name of the type.
\`after=<position>\` or the header \`Last-Event-ID\` resumes after a position. \`after=start\`, the default, begins with the first event;
\`after=end\` delivers only new events. \`until=<position>\` ends the stream there, \`until=end\` at the newest event at the time of the request;
\`limit=<n>\` after n events, or at that newest event if there are fewer. \`types=A,B\`, \`stream=<category>-<id>\`, \`department=<id>\` and
\`team=<id>\` filter; an unknown id is accepted, because its events may still be recorded.
A block that contains only an \`id:\` advances the position to resume from and carries no event.`;

/**
 * The AsyncAPI 3.0 document of the event feed: every event type is a message of its one channel.
 * @param publicUrl the server's public URL; absent in the committed document
 */
export function asyncApi(eventTypes: readonly EventType[], publicUrl?: string): Readonly<Record<string, unknown>> {
  const each = <T>(describe: (eventType: EventType) => T) =>
    Object.fromEntries(eventTypes.map((eventType) => [eventType.type, describe(eventType)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Rapport event feed',
      version: '1.0.0',
      description:
        'What happens between IT teams and the departments that they serve, as it is recorded. Events contain no free text.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: servers(publicUrl),
    channels: {
      events: {
        address: '/feed/events',
        description: FEED,
        messages: each(({ type }) => ({ $ref: `#/components/messages/${type}` })),
      },
    },
    operations: {
      sendEvents: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        summary: 'Events in the order of the log, at least once',
        messages: eventTypes.map(({ type }) => ({ $ref: `#/channels/events/messages/${type}` })),
      },
    },
    components: {
      messages: each((eventType) => ({
        name: cloudEventType(eventType.type, eventType.schemaVersion),
        title: eventType.type,
        summary: eventType.description,
        contentType: 'application/cloudevents+json',
        payload: cloudEventSchema(eventType, `#/components/schemas/${eventType.type}`, publicUrl),
      })),
      schemas: each(({ schema }) => publishedSchema(schema)),
    },
  };
}

function servers(publicUrl: string | undefined): Readonly<Record<string, unknown>> {
  if (publicUrl === undefined)
    return { local: { host: '127.0.0.1:4000', protocol: 'http', description: 'The address of `npm start`' } };
  const { host, protocol, pathname } = new URL(publicUrl);
  return { public: { host, protocol: protocol.slice(0, -1), ...(pathname !== '/' && { pathname }) } };
}

/** The caller's ids. Events about something said in confidence, or with a single answer withheld, omit them. */
const CALLERS_IDS: ReadonlySet<string> = new Set(['correlationid', 'causationid', 'commandid']);

const text = (description: string) => ({ type: 'string', description });
const moment = (description: string) => ({ type: 'string', format: 'date-time', description });

/** The schema of the envelope around an event's data; `$ref` points to the schema of the data. */
function cloudEventSchema({ type, schemaVersion }: EventType, $ref: string, publicUrl?: string): PublishedSchema {
  const properties: Record<keyof CloudEvent, PublishedSchema> = {
    specversion: { const: '1.0' },
    id: text('The event’s id: ignore events that you have seen before, delivery is at least once'),
    source: text('/organizations/<organization>/<category of the stream>'),
    type: { const: cloudEventType(type, schemaVersion) },
    subject: text('The stream'),
    time: moment('When it happened'),
    datacontenttype: { const: 'application/json' },
    dataschema: { const: schemaUri(type, schemaVersion, publicUrl) },
    data: { $ref },
    position: text('Position in the log, opaque, sorts as text; send it as `after` to resume after it'),
    revision: { type: 'integer', minimum: 0, description: 'Number of the event within the stream' },
    recordedat: moment('When it was recorded'),
    correlationid: text('Groups the commands of one piece of work'),
    causationid: text('The cause of the event'),
    commandid: text('The command that caused it'),
    actorkind: text('The role of the actor'),
    fidelity: text(
      'NATIVE: recorded here; HISTORY: from another system’s record; SNAPSHOT: derived from the difference between two states',
    ),
    shown: {
      const: 'SUPPRESSED',
      description:
        'Set if `data` omits a person’s rating of a contact, or what it could be derived from; absent if nothing is omitted',
    },
  };
  const told = Object.entries(properties).filter(
    ([name]) => !(isConfidential(type) && CALLERS_IDS.has(name)) && (name !== 'shown' || hasSingleAnswer(type)),
  );
  const isLeftOut = (name: string) => name === 'shown' || (hasSingleAnswer(type) && CALLERS_IDS.has(name));
  const required = told.map(([name]) => name).filter((name) => !isLeftOut(name));
  return { type: 'object', properties: Object.fromEntries(told), required };
}
