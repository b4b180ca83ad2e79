import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/domain/aggregates.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { JsonSchema } from '../../../src/domain/kernel/fields.js';
import { toEvent } from '../../../src/graphql/event/event.types.js';
import { sseFrames } from '../../../src/http/feed.controller.js';
import { marked, markOf, marksIn } from '../../support/marked.js';
import { newEvent } from '../../support/new-events.js';

/** Of the envelope: who did it, and what the record is called where it came from, is told of no event; what the caller calls it, of most. */
const CALLERS_IDS = {
  commandId: markOf('commandId'),
  $correlationId: markOf('correlationId'),
  $causationId: markOf('causationId'),
};
const NEVER_TOLD = {
  actorRef: markOf('actorRef'),
  commandHash: markOf('commandHash'),
  sourceSystem: markOf('sourceSystem'),
  sourceExternalId: markOf('sourceExternalId'),
};
/** What nobody outside is told, field by field: docs/privacy.md, "The feed". */
const CONFIDENTIAL = new Map([
  ['AccessKeyIssued', ['secretHash']],
  ['AuditResultKept', ['hash', 'content']],
  ['SurveyResponseSubmitted', ['respondentRef', 'answers', 'commentRef']],
  ['SurveyResponseWithdrawn', ['respondentRef', 'answers']],
]);

/** An event of a type with a mark in every field that takes a text. */
function eventOf(type: string, schema: JsonSchema): RecordedEvent {
  const data = marked(type, schema) as RecordedEvent['data'];
  const place = { stream: 'ticket-T1', revision: 0, position: '1', recordedAt: '2026-03-01T08:00:00.000Z' };
  return { ...newEvent({ type, data }, { ...CALLERS_IDS, ...NEVER_TOLD }), ...place };
}

describe('what is told of an event with a mark in every text', () => {
  it.each(EVENT_TYPES.map(({ type, schema }) => [type, schema] as const))('%s', (type, schema) => {
    const event = eventOf(type, schema);
    const hidden = CONFIDENTIAL.get(type);
    const open = Object.entries(event.data).filter(([name]) => !hidden?.includes(name));
    const texts = marksIn(JSON.stringify(Object.fromEntries(open)));
    const told = [...texts, ...(hidden ? [] : ['commandId', 'correlationId', 'causationId'])].sort();
    expect(marksIn(sseFrames(undefined)(event))).toEqual(told);
    expect(marksIn(JSON.stringify(toEvent(event)))).toEqual(told);
    for (const name of hidden ?? []) expect(JSON.stringify(toEvent(event).data)).not.toContain(`"${name}"`);
  });
});
