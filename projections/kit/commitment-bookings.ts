import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { restated, type Booking } from './booking.js';
import type { Folds } from './folds.js';
import { commitmentTrial } from './trial-kinds.js';

/**
 * The one trial of a commitment: how it counts is the domain's to say (domain.md, 3.1: commitments kept). Silence until the due date is
 * booked as a miss when the date is set.
 */
function commitmentBooking(_: null, { stream, data }: RecordedEvent<CommitmentEvent>): readonly Booking[] {
  const { commitmentId: subject, teamId, departmentId } = data;
  return restated(commitmentTrial({ stream, subject, teamId, departmentId }), data);
}

export const commitmentBookings: Folds<CommitmentEvent, null, readonly Booking[]> = {
  CommitmentMade: commitmentBooking,
  CommitmentRenegotiated: commitmentBooking,
  CommitmentFulfilled: commitmentBooking,
  FulfilmentConfirmed: commitmentBooking,
  FulfilmentDisputed: commitmentBooking,
  CommitmentMissed: commitmentBooking,
  CommitmentWithdrawn: commitmentBooking,
};
