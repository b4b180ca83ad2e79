import type { EventType } from '../../domain/kernel/event.js';
import { cloudEventType } from '../cloud-event.js';
import { cloudEventSchema } from './cloud-event-schema.js';
import { publishedSchema } from './published-schema.js';

const FEED = `Server-Sent Events, one CloudEvent 1.0 (JSON) each; \`id:\` is the position, \`event:\` the type's name.
\`after=<position>\` or the header \`Last-Event-ID\` resumes behind a position, without either all events from the first on are sent.
\`types=A,B\`, \`department=<id>\` and \`team=<id>\` filter, \`limit=<n>\` ends the stream after n events.
A block with an \`id:\` alone moves the place to resume forward and carries no event.`;

/** The AsyncAPI 3.0 document of the event feed: every event type is a message of its one channel. */
export function asyncApi(eventTypes: readonly EventType[]): Readonly<Record<string, unknown>> {
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
    servers: { local: { host: '127.0.0.1:4000', protocol: 'http', description: 'Where `npm start` serves' } },
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
        payload: cloudEventSchema(eventType, `#/components/schemas/${eventType.type}`),
      })),
      schemas: each(({ schema }) => publishedSchema(schema)),
    },
  };
}
