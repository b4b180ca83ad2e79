import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { typesOf } from '../kit/folds.js';
import { defineProjection } from '../kit/projection.js';
import type { TimelineDocument } from './document.js';
import { commitmentWords } from './commitment-words.js';
import { improvementWords } from './improvement-words.js';
import { interactionWords } from './interaction-words.js';
import { pairsOf } from './pairs.js';
import { relationshipWords } from './relationship-words.js';
import { ticketWords } from './ticket-words.js';
import type { TimelineEvent } from './timeline-event.js';

const words = { ...ticketWords, ...interactionWords, ...relationshipWords, ...commitmentWords, ...improvementWords };

/** What happened between a team and a department, an event a document. */
export const timelineProjection = defineProjection<TimelineDocument, TimelineEvent>({
  name: 'timeline',
  version: 4,
  handles: typesOf(words),
  // The moment first: keys come nearly in order, and so do the writes. Event ids are random, and would touch every page of the index.
  keys: (event) => pairsOf(event).map((pair) => `${event.metadata.occurredAt}|${event.id}|${pair}`),
  evolve: (_, event, key) => {
    const { id, type, data, metadata } = event;
    const relationshipId = key.slice(metadata.occurredAt.length + id.length + 2);
    const dot = relationshipId.indexOf('.');
    return {
      relationshipId,
      teamId: relationshipId.slice(0, dot),
      departmentId: relationshipId.slice(dot + 1),
      otherRelationshipId: pairsOf(event).find((pair) => pair !== relationshipId) ?? null,
      at: metadata.occurredAt,
      eventId: id,
      type,
      subject: subjectOf(data as object) ?? relationshipId,
      actorKind: metadata.actorKind,
      fidelity: metadata.fidelity,
      summary: inWords(type, data),
    };
  },
  indexes: { byRelationshipIdAt: ['relationshipId', 'at'] },
});

/** What names a thing, the most particular first: a commitment may speak of the ticket that it concerns. */
const SUBJECTS = ['commitmentId', 'improvementId', 'interactionId', 'ticketId', 'touchpointId', 'goalId'] as const;

/** The thing that it is about; the relationship itself has no such field. */
function subjectOf(data: { readonly [field in (typeof SUBJECTS)[number]]?: string }): string | undefined {
  const field = SUBJECTS.find((name) => data[name] !== undefined);
  return field && data[field];
}

const inWords = (type: TimelineEvent['type'], data: RecordedEvent<TimelineEvent>['data']): string =>
  (words[type] as (data: unknown) => string)(data);
