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
  $comment: `Version ${schemaVersion}. Events recorded in an earlier version are told in this one.`,
  title: type,
  description,
  ...publishedSchema(schema),
});

const FEED = `Server-Sent Events, one CloudEvent 1.0 (JSON) each; \`id:\` is the position, \`event:\` the type's name.
\`after=<position>\` or the header \`Last-Event-ID\` resumes behind a position, \`after=start\` begins with the first event, as without either,
\`after=end\` with what comes. \`until=<position>\` ends the stream there, \`until=end\` where the log stands at the call; \`limit=<n>\` after n events, or
where the log stands at the call if there are fewer. \`types=A,B\`, \`stream=<category>-<id>\`, \`department=<id>\` and \`team=<id>\` filter;
an id that nobody has is taken, for its events may still come.
A block with an \`id:\` alone moves the place to resume forward and carries no event.`;

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
      description: 'What happens between IT teams and the departments they serve, as it happens. Events carry no free text.',
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
    return { local: { host: '127.0.0.1:4000', protocol: 'http', description: 'Where `npm start` serves' } };
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
    shown: {
      const: 'SUPPRESSED',
      description:
        'What one person said of a contact, or what it could be worked out by, is left out of `data`; absent where nothing is',
    },
  };
  const told = Object.entries(properties).filter(
    ([name]) => !(isConfidential(type) && CALLERS_IDS.has(name)) && (name !== 'shown' || hasSingleAnswer(type)),
  );
  const isLeftOut = (name: string) => name === 'shown' || (hasSingleAnswer(type) && CALLERS_IDS.has(name));
  const required = told.map(([name]) => name).filter((name) => !isLeftOut(name));
  return { type: 'object', properties: Object.fromEntries(told), required };
}
