import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { typesOf } from '../kit/folds.js';
import { defineProjection } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { spanOf, type TimelineLine, type TimelinePage } from './document.js';
import { pairsOf } from './pairs.js';
import { type TimelineEvent, WORDS } from './words.js';

/** What happened between a team and a department, in pages of some ten days. */
export const timelineProjection = defineProjection<TimelinePage, TimelineEvent>({
  name: 'timeline',
  version: 6,
  handles: typesOf(WORDS),
  keys: (event) => {
    const span = spanOf(event.metadata.occurredAt);
    return pairsOf(event).map((pair) => `${pair}|${span}`);
  },
  evolve: (page, event, key) => {
    const relationshipId = key.slice(0, key.indexOf('|'));
    const line = lineOf(event, relationshipId);
    return { relationshipId, span: spanOf(line.at), lines: insertSorted(page?.lines ?? [], line, byMoment) };
  },
  indexes: { byRelationshipIdSpan: ['relationshipId', 'span'] },
});

const byMoment = compareBy<TimelineLine>(
  ({ at }) => at,
  ({ eventId }) => eventId,
);

const lineOf = (event: RecordedEvent<TimelineEvent>, relationshipId: string): TimelineLine => {
  const { id, type, data, metadata } = event;
  return {
    at: metadata.occurredAt,
    eventId: id,
    type,
    otherRelationshipId: pairsOf(event).find((pair) => pair !== relationshipId) ?? null,
    subject: subjectOf(data as object) ?? relationshipId,
    actorKind: metadata.actorKind,
    fidelity: metadata.fidelity,
    summary: inWords(type, data),
  };
};

/** What names a thing, the most particular first: a commitment may speak of the ticket that it concerns. */
const SUBJECTS = ['commitmentId', 'improvementId', 'interactionId', 'ticketId', 'touchpointId', 'goalId'] as const;

/** The thing that it is about; the relationship itself has no such field. */
function subjectOf(data: { readonly [field in (typeof SUBJECTS)[number]]?: string }): string | undefined {
  const field = SUBJECTS.find((name) => data[name] !== undefined);
  return field && data[field];
}

const inWords = (type: TimelineEvent['type'], data: RecordedEvent<TimelineEvent>['data']): string =>
  (WORDS[type] as (data: unknown) => string)(data);
