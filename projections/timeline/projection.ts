import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { FACTS, factsOf, type TimelineEvent } from './facts.js';
import { typesOf } from '../kit/fold.js';
import { defineProjection } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';

/** One event between a team and a department. */
export interface TimelineLine {
  /** When it happened. */
  readonly at: string;
  readonly eventId: string;
  readonly type: string;
  /** The other relationship whose timeline holds the event, if it concerns two. */
  readonly otherRelationshipId: string | null;
  /**
   * The id of the commitment, improvement, interaction, ticket, touchpoint or goal that it is about; otherwise the id of the
   * relationship.
   */
  readonly subject: string;
  readonly actorKind: string;
  readonly fidelity: string;
  /** The fields that its sentence is made from. (facts.ts) */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * About ten days of events between a team and a department. Key: `<teamId>.<departmentId>|<span>`. One day per page would
 * make too many small records; a month of a service desk's only relationship would be too much to rewrite with every event.
 */
export interface TimelinePage {
  readonly relationshipId: string;
  /** `spanOf` of each line's moment. */
  readonly span: string;
  /** By moment, then event id. */
  readonly lines: readonly TimelineLine[];
}

/** The month and the tens digit of the day, `2026-03-1`; spans sort in the order of their moments. */
export const spanOf = (at: string): string => at.slice(0, 9);

/**
 * The pairs of a team and a department whose timelines hold the event: two if it moved something from one pair to the other;
 * none while there is no team, or if only one side knows of it (an internal note).
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
    case 'CommitmentCorrected':
      return distinct(pair(data.fromTeamId, data.fromDepartmentId), pair(data.teamId, data.departmentId));
    case 'TicketUpdateShared':
      if (data.visibility === 'INTERNAL') return [];
      break;
    default:
  }
  return data.teamId === undefined ? [] : [pair(data.teamId, data.departmentId)];
}

const pair = (teamId: string, departmentId: string) => `${teamId}.${departmentId}`;
const distinct = (one: string, other: string) => (one === other ? [one] : [one, other]);

/** The events between a team and a department, in pages of about ten days. */
export const timelineProjection = defineProjection<TimelinePage, TimelineEvent>({
  name: 'timeline',
  version: 9,
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

/** The id fields of a subject, the most specific first: a commitment may also name the ticket that it concerns. */
const SUBJECTS = ['commitmentId', 'improvementId', 'interactionId', 'ticketId', 'touchpointId', 'goalId'] as const;

/** The id of the event's subject; undefined when the event is about the relationship itself. */
function subjectOf(data: { readonly [field in (typeof SUBJECTS)[number]]?: string }): string | undefined {
  const field = SUBJECTS.find((name) => data[name] !== undefined);
  return field && data[field];
}
