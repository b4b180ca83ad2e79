import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { InteractionTransferred } from '../../src/domain/interaction/events.js';
import type { TicketReassigned } from '../../src/domain/ticket/events.js';
import { relationshipKey } from './blank.js';
import type { Booking } from './booking.js';
import { contactBookings, contacted, type ContactBooking, type ContactEvent } from './contacts.js';
import type { RelationshipDocument } from './document.js';
import { tallied } from './tallies.js';
import { TRIAL_EVENTS, trialBookings, type TrialEvent } from './trials.js';

export type DealingEvent = TrialEvent | ContactEvent | EventOf<typeof TicketReassigned> | EventOf<typeof InteractionTransferred>;
export const DEALINGS = [...TRIAL_EVENTS, 'InteractionStarted', 'InteractionTransferred', 'TicketReassigned'] as const;

/** What one event adds to one relationship. */
interface Dealing {
  readonly key: string;
  readonly add: (document: RelationshipDocument) => RelationshipDocument;
}

/** All that an event of a ticket or a contact adds to relationships; each is a sum or a set, so their order is free. */
export function dealings(event: RecordedEvent<DealingEvent>): readonly Dealing[] {
  return [...meetings(event), ...trials(event), ...contacts(event), ...counters(event)];
}

/** A team that takes a department's ticket or contact has met it, though nothing may ever be tried between them. */
function meetings({ type, data }: RecordedEvent<DealingEvent>): readonly Dealing[] {
  switch (type) {
    case 'TicketAssigned':
    case 'TicketReassigned':
    case 'InteractionTransferred':
      return [met(data.toTeamId, data.departmentId)];
    case 'TicketDepartmentCorrected':
      return data.teamId === undefined ? [] : [met(data.teamId, data.toDepartmentId)];
    default:
      return [];
  }
}
const met = (teamId: string, departmentId: string): Dealing => ({
  key: relationshipKey(teamId, departmentId),
  add: (same) => same,
});

const TRIED: ReadonlySet<string> = new Set(TRIAL_EVENTS);
const isTrial = (event: RecordedEvent<DealingEvent>): event is RecordedEvent<TrialEvent> => TRIED.has(event.type);
const trials = (event: RecordedEvent<DealingEvent>) => (isTrial(event) ? trialBookings(event).map(booked) : []);
const booked = (booking: Booking): Dealing => ({
  key: relationshipKey(booking.teamId, booking.departmentId),
  add: (document) => {
    const tallies: Partial<RelationshipDocument['components']> = {
      [booking.component]: tallied(document.components[booking.component], booking),
    };
    return { ...document, components: { ...document.components, ...tallies } };
  },
});

const isContact = (event: RecordedEvent<DealingEvent>): event is RecordedEvent<ContactEvent> =>
  event.type === 'InteractionStarted' || event.type === 'InteractionFeedbackGiven';
const contacts = (event: RecordedEvent<DealingEvent>) => (isContact(event) ? contactBookings(event).map(contact) : []);
const contact = (booking: ContactBooking): Dealing => ({
  key: relationshipKey(booking.teamId, booking.departmentId),
  add: (document) => ({ ...document, contacts: contacted(document.contacts, booking) }),
});

function counters({ type, data }: RecordedEvent<DealingEvent>): readonly Dealing[] {
  switch (type) {
    case 'InteractionStarted':
      return [counted('interactions', 1, data.teamId, data.departmentId)];
    case 'TicketResolved':
      return data.teamId === undefined ? [] : [counted('resolutions', 1, data.teamId, data.departmentId)];
    case 'TicketDepartmentCorrected':
      return data.record.resolutions.flatMap(({ teamId }) =>
        teamId === undefined
          ? []
          : [counted('resolutions', -1, teamId, data.fromDepartmentId), counted('resolutions', 1, teamId, data.toDepartmentId)],
      );
    default:
      return [];
  }
}
const counted = (what: 'interactions' | 'resolutions', by: number, teamId: string, departmentId: string): Dealing => ({
  key: relationshipKey(teamId, departmentId),
  add: (document) => ({ ...document, [what]: document[what] + by }),
});
