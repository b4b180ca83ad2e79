import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { FACTS, factsOf, type TimelineEvent } from './facts.js';
import { typesOf } from '../kit/fold.js';
import { defineProjection } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';

/** One event between a team and a department, on a page of theirs. */
export interface TimelineLine {
  /** When it happened. */
  readonly at: string;
  readonly eventId: string;
  readonly type: string;
  /** The other relationship of which the event is told, where it passed from one to the other. */
  readonly otherRelationshipId: string | null;
  /** The id of the commitment, improvement, interaction, ticket, touchpoint or goal it is about; of the relationship, where nothing smaller. */
  readonly subject: string;
  readonly actorKind: string;
  readonly fidelity: string;
  /** What is said of it. (facts.ts) */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Some ten days of what happened between a team and a department. Key: `<teamId>.<departmentId>|<span>`. A day or a relationship a page would be
 * too little to be worth a record, a month of a service desk that is the only one too much to be written anew with every event.
 */
export interface TimelinePage {
  readonly relationshipId: string;
  /** `spanOf` each of its moments. */
  readonly span: string;
  /** By moment, the event's id breaking ties. */
  readonly lines: readonly TimelineLine[];
}

/** The month and the tens of the day, `2026-03-1`: spans are in the order of their moments. */
export const spanOf = (at: string): string => at.slice(0, 9);

/**
 * The pairs of a team and a department between which the event happened: two where it passed from one to the other, none while no team is
 * there, or where only one side knows (an internal note).
 */
export function pairsOf({ type, data }: RecordedEvent<TimelineEvent>): readonly string[] {
  switch (type) {
    case 'TicketAssigned':
      return [pair(data.toTeamId, data.departmentId)];
    case 'TicketUnassigned':
      return [pair(data.fromTeamId, data.departmentId)];
    case 'TicketReassigned':
    case 'InteractionTransferred':
      return distinct(pair(data.fromTeamId, data.departmentId), pair(data.toTeamId, data.departmentId));
    case 'TicketDepartmentCorrected':
      if (data.teamId === undefined) return [];
      return distinct(pair(data.teamId, data.fromDepartmentId), pair(data.teamId, data.toDepartmentId));
    case 'TicketUpdateShared':
      if (data.visibility === 'INTERNAL') return [];
      break;
    default:
  }
  return data.teamId === undefined ? [] : [pair(data.teamId, data.departmentId)];
}

const pair = (teamId: string, departmentId: string) => `${teamId}.${departmentId}`;
const distinct = (one: string, other: string) => (one === other ? [one] : [one, other]);

/** What happened between a team and a department, in pages of some ten days. */
export const timelineProjection = defineProjection<TimelinePage, TimelineEvent>({
  name: 'timeline',
  version: 7,
  handles: typesOf(FACTS),
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
    facts: factsOf(event),
  };
};

/** What names a thing, the most particular first: a commitment may speak of the ticket that it concerns. */
const SUBJECTS = ['commitmentId', 'improvementId', 'interactionId', 'ticketId', 'touchpointId', 'goalId'] as const;

/** The thing that it is about; the relationship itself has no such field. */
function subjectOf(data: { readonly [field in (typeof SUBJECTS)[number]]?: string }): string | undefined {
  const field = SUBJECTS.find((name) => data[name] !== undefined);
  return field && data[field];
}
