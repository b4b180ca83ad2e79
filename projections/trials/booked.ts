import type { Booking } from '../kit/booking.js';
import { relationshipKey } from '../kit/relationship-key.js';
import type { TrialDocument } from './document.js';

/** The trial with one booking more. Taking one out leaves its last verdict to be read, as one that does not count. */
export function booked(before: TrialDocument | null, booking: Booking, key: string, eventId: string): TrialDocument {
  const { teamId, departmentId, component, at, success, subject, sign } = booking;
  const times = (before?.times ?? 0) + sign;
  const eventIds = before?.eventIds ?? [];
  return {
    trialId: key,
    relationshipId: relationshipKey(teamId, departmentId),
    teamId,
    departmentId,
    component,
    at,
    success,
    counted: times > 0,
    times,
    subject,
    eventIds: eventIds.at(-1) === eventId ? eventIds : [...eventIds, eventId],
  };
}
