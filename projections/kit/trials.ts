import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { Booking } from './booking.js';
import { commitmentBookings } from './commitment-bookings.js';
import { applyFold, typesOf } from './folds.js';
import { once } from './once.js';
import { ticketBookings, type TicketTrialEvent } from './ticket-bookings.js';
import { touchpointBookings, type TouchpointEvent } from './touchpoint-bookings.js';
import { treatmentBookings, type FeedbackEvent } from './treatment.js';

const bookings = { ...ticketBookings, ...treatmentBookings, ...commitmentBookings, ...touchpointBookings };

/** The events that open, settle, move or bear on a trial of the score. */
export const TRIAL_EVENTS = typesOf(bookings);
export type TrialEvent = TicketTrialEvent | FeedbackEvent | CommitmentEvent | TouchpointEvent;

/**
 * What an event books. A trial is booked with the verdict it has if nothing more happens, as soon as its deadline is known, and booked over
 * by the event that changes the verdict: sums, which no order of the streams can change. The score's tallies and its evidence are made of
 * this one function. (domain.md, 3.2; architecture.md, decision 1)
 */
export const trialBookings: (event: RecordedEvent<TrialEvent>) => readonly Booking[] = once((event) =>
  applyFold(bookings, null, event),
);
