import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { distinct } from '../kit/distinct.js';
import { defineProjection } from '../kit/projection.js';
import { relationshipKey } from '../kit/relationship-key.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { contacted } from './contact-counts.js';
import { type ContactBooking, contactBookings, type ContactEvent } from './contacts.js';
import { NOTHING_AGREED, type RelationshipDocument, type StandingChange, standingAt } from './document.js';

const STANDING = [
  'RelationshipEstablished',
  'RelationshipCharterAgreed',
  'RelationshipMaturityAssessed',
  'RelationshipTransferred',
  'RelationshipEnded',
] as const satisfies readonly RelationshipEvent['type'][];
/** A team that takes a department's ticket or contact has met it, though nothing may ever be tried between them. */
const MEETING = ['TicketAssigned', 'TicketReassigned', 'TicketDepartmentCorrected', 'CommitmentMade'] as const;
const CONTACT = [
  'InteractionStarted',
  'InteractionTransferred',
  'InteractionFeedbackGiven',
] as const satisfies readonly InteractionEvent['type'][];

type StandingEvent = Extract<RelationshipEvent, { readonly type: (typeof STANDING)[number] }>;
type MeetingEvent = Extract<TicketEvent | CommitmentEvent, { readonly type: (typeof MEETING)[number] }>;
type Handled = StandingEvent | MeetingEvent | ContactEvent;

const OF_STANDING: ReadonlySet<string> = new Set(STANDING);
const OF_CONTACT: ReadonlySet<string> = new Set(CONTACT);
const isStanding = (event: RecordedEvent<Handled>): event is RecordedEvent<StandingEvent> => OF_STANDING.has(event.type);
const isContact = (event: RecordedEvent<Handled>): event is RecordedEvent<ContactEvent> => OF_CONTACT.has(event.type);

/** What a team and a department are to each other, by agreement or as found. */
export const relationshipProjection = defineProjection<RelationshipDocument, Handled>({
  name: 'relationship',
  version: 6,
  handles: [...STANDING, ...MEETING, ...CONTACT],
  keys: (event) => {
    if (isStanding(event)) return stood(event);
    if (isContact(event))
      return distinct(contactsOf(event).map(({ teamId, departmentId }) => relationshipKey(teamId, departmentId)));
    return met(event);
  },
  evolve: (document, event, key) => {
    const before = document ?? blank(key);
    if (isStanding(event)) {
      const changes = insertSorted(before.changes, change(before, event), byMoment);
      return { ...before, ...standingAt(changes), changes };
    }
    if (!isContact(event)) return before;
    const own = contactBookings(event).filter(({ teamId, departmentId }) => relationshipKey(teamId, departmentId) === key);
    return own.length === 0 ? before : { ...before, contacts: own.reduce(contacted, before.contacts) };
  },
  indexes: { byTeamId: ['teamId'], byDepartmentId: ['departmentId'], byState: ['state'], byType: ['type'] },
});

/** A team and a department of whom nothing is known but that they met. Ids have no dot. */
function blank(key: string): RelationshipDocument {
  const dot = key.indexOf('.');
  return {
    relationshipId: key,
    teamId: key.slice(0, dot),
    departmentId: key.slice(dot + 1),
    ...NOTHING_AGREED,
    changes: [],
    contacts: [],
  };
}

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
  if (type === 'CommitmentMade') return [relationshipKey(data.teamId, data.departmentId)];
  if (type !== 'TicketDepartmentCorrected') return [relationshipKey(data.toTeamId, data.departmentId)];
  return data.teamId === undefined ? [] : [relationshipKey(data.teamId, data.toDepartmentId)];
}

/** Where a contact was passed on, the team that took it has met the department, whether or not anything is counted. */
const contactsOf = (event: RecordedEvent<ContactEvent>): readonly Pick<ContactBooking, 'teamId' | 'departmentId'>[] => [
  ...contactBookings(event),
  ...(event.type === 'InteractionTransferred' ? [{ teamId: event.data.toTeamId, departmentId: event.data.departmentId }] : []),
];

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
