import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { defineProjection, relationshipKey } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { observed, type RelationshipDocument, type StandingChange, standingAt } from './document.js';

const STANDING = [
  'RelationshipEstablished',
  'RelationshipCharterAgreed',
  'RelationshipMaturityAssessed',
  'RelationshipTransferred',
  'RelationshipEnded',
] as const satisfies readonly RelationshipEvent['type'][];
/** A team that takes a department's ticket or contact has met it, though nothing may ever be tried between them. */
const MEETING = [
  'TicketAssigned',
  'TicketReassigned',
  'TicketDepartmentCorrected',
  'CommitmentMade',
  'InteractionStarted',
  'InteractionTransferred',
] as const satisfies readonly (TicketEvent | CommitmentEvent | InteractionEvent)['type'][];

type StandingEvent = Extract<RelationshipEvent, { readonly type: (typeof STANDING)[number] }>;
type MeetingEvent = Extract<TicketEvent | CommitmentEvent | InteractionEvent, { readonly type: (typeof MEETING)[number] }>;
type Handled = StandingEvent | MeetingEvent;

const OF_STANDING: ReadonlySet<string> = new Set(STANDING);
const isStanding = (event: RecordedEvent<Handled>): event is RecordedEvent<StandingEvent> => OF_STANDING.has(event.type);

/** What a team and a department are to each other, by agreement or as found. */
export const relationshipProjection = defineProjection<RelationshipDocument, Handled>({
  name: 'relationship',
  version: 7,
  handles: [...STANDING, ...MEETING],
  keys: (event) => (isStanding(event) ? stood(event) : met(event)),
  evolve: (document, event, key) => {
    const before = document ?? observed(key);
    if (!isStanding(event)) return before;
    const changes = insertSorted(before.changes, change(before, event), byMoment);
    return { ...before, ...standingAt(changes), changes };
  },
  indexes: { byTeamId: ['teamId'], byDepartmentId: ['departmentId'], byState: ['state'], byType: ['type'] },
});

const byMoment = compareBy<StandingChange>(
  ({ at }) => at,
  ({ eventId }) => eventId,
);

/** Whom an event of a relationship's own stream concerns: a transfer, the one that carries it on as well. */
function stood({ type, data }: RecordedEvent<StandingEvent>): readonly string[] {
  const own = relationshipKey(data.teamId, data.departmentId);
  if (type !== 'RelationshipTransferred') return [own];
  return [own, relationshipKey(data.successorTeamId, data.successorDepartmentId)];
}

function met({ type, data }: RecordedEvent<MeetingEvent>): readonly string[] {
  switch (type) {
    case 'TicketAssigned':
    case 'TicketReassigned':
    case 'InteractionTransferred':
      return [relationshipKey(data.toTeamId, data.departmentId)];
    case 'TicketDepartmentCorrected':
      return data.teamId === undefined ? [] : [relationshipKey(data.teamId, data.toDepartmentId)];
    case 'CommitmentMade':
    case 'InteractionStarted':
      return [relationshipKey(data.teamId, data.departmentId)];
  }
}

/** What an event of the relationship's stream changes. */
function change({ relationshipId }: RelationshipDocument, event: RecordedEvent<StandingEvent>): StandingChange {
  const told = { at: event.metadata.occurredAt, eventId: event.id };
  switch (event.type) {
    case 'RelationshipEstablished': {
      const { type, scope = null } = event.data;
      return { ...told, state: 'ESTABLISHED', type, scope, establishedAt: told.at, endedAt: null, successor: null };
    }
    case 'RelationshipCharterAgreed': {
      const { expectations, reviewCadenceDays = null, updateCadenceMinutes = null, acknowledgeMinutes = null } = event.data;
      return {
        ...told,
        charter: { agreedAt: told.at, expectations, reviewCadenceDays, updateCadenceMinutes, acknowledgeMinutes },
      };
    }
    case 'RelationshipMaturityAssessed': {
      const { side, level } = event.data;
      return { ...told, maturity: side === 'IT' ? { it: level } : { department: level } };
    }
    case 'RelationshipTransferred': {
      const { teamId, departmentId, successorTeamId, successorDepartmentId } = event.data;
      if (relationshipId !== relationshipKey(teamId, departmentId)) {
        return { ...told, predecessor: { teamId, departmentId, transferredAt: told.at } };
      }
      const successor = { teamId: successorTeamId, departmentId: successorDepartmentId };
      return { ...told, state: 'ENDED', endedAt: told.at, successor };
    }
    case 'RelationshipEnded':
      return { ...told, state: 'ENDED', endedAt: told.at };
  }
}
