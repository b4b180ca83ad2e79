import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketReassigned } from '../../src/domain/ticket/events.js';
import { summed, type Summed } from '../kit/booking.js';
import type { Draft } from '../kit/draft.js';
import { once } from '../kit/once.js';
import { relationshipKey } from '../kit/relationship-key.js';
import { TRIAL_EVENTS, trialBookings, type TrialEvent } from '../kit/trials.js';
import { contactBookings, type ContactBooking, type ContactEvent } from './contacts.js';

export type DealingEvent = TrialEvent | ContactEvent | EventOf<typeof TicketReassigned>;
export const DEALINGS = [...TRIAL_EVENTS, 'InteractionStarted', 'InteractionTransferred', 'TicketReassigned'] as const;

/** What one event adds to one relationship; nothing at all where the two only met. */
export interface Dealing {
  readonly bookings: readonly Summed[];
  readonly contacts: readonly ContactBooking[];
  readonly resolutions: number;
  readonly interactions: number;
}
type Collected = Map<string, Draft<Dealing>>;

/** All that an event of a ticket, a contact, a commitment or a meeting adds to relationships, by their keys: sums and sets, so that the events' order is free. */
export const dealings: (event: RecordedEvent<DealingEvent>) => ReadonlyMap<string, Dealing> = once((event) => {
  const all: Collected = new Map();
  meet(all, event);
  if (isTrial(event)) {
    for (const booking of summed(trialBookings(event))) {
      const dealing = between(all, booking);
      dealing.bookings = [...dealing.bookings, booking];
    }
  }
  if (isContact(event)) {
    for (const booking of contactBookings(event)) {
      const dealing = between(all, booking);
      dealing.contacts = [...dealing.contacts, booking];
    }
  }
  count(all, event);
  return all;
});

function between(all: Collected, { teamId, departmentId }: { readonly teamId: string; readonly departmentId: string }) {
  const key = relationshipKey(teamId, departmentId);
  const known = all.get(key);
  if (known) return known;
  const dealing: Draft<Dealing> = { bookings: [], contacts: [], resolutions: 0, interactions: 0 };
  all.set(key, dealing);
  return dealing;
}

const TRIED: ReadonlySet<string> = new Set(TRIAL_EVENTS);
const isTrial = (event: RecordedEvent<DealingEvent>): event is RecordedEvent<TrialEvent> => TRIED.has(event.type);
const CONTACTS = [
  'InteractionStarted',
  'InteractionTransferred',
  'InteractionFeedbackGiven',
] as const satisfies readonly ContactEvent['type'][];
const MET: ReadonlySet<string> = new Set(CONTACTS);
const isContact = (event: RecordedEvent<DealingEvent>): event is RecordedEvent<ContactEvent> => MET.has(event.type);

/** A team that takes a department's ticket or contact has met it, though nothing may ever be tried between them. */
function meet(all: Collected, { type, data }: RecordedEvent<DealingEvent>): void {
  switch (type) {
    case 'TicketAssigned':
    case 'TicketReassigned':
    case 'InteractionTransferred':
      between(all, { teamId: data.toTeamId, departmentId: data.departmentId });
      break;
    case 'TicketDepartmentCorrected':
      if (data.teamId !== undefined) between(all, { teamId: data.teamId, departmentId: data.toDepartmentId });
      break;
    default:
  }
}

function count(all: Collected, { type, data }: RecordedEvent<DealingEvent>): void {
  switch (type) {
    case 'InteractionStarted':
      between(all, data).interactions += 1;
      break;
    case 'TicketResolved':
      if (data.teamId !== undefined) between(all, { teamId: data.teamId, departmentId: data.departmentId }).resolutions += 1;
      break;
    case 'TicketDepartmentCorrected':
      for (const { teamId } of data.record.resolutions) {
        if (teamId === undefined) continue;
        between(all, { teamId, departmentId: data.fromDepartmentId }).resolutions -= 1;
        between(all, { teamId, departmentId: data.toDepartmentId }).resolutions += 1;
      }
      break;
    default:
  }
}
