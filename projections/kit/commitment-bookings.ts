import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import { book, rebook, withdraw, type Booking, type Verdict } from './booking.js';
import type { Folds } from './folds.js';
import { commitmentTrial } from './trial-kinds.js';

/**
 * The one trial of a commitment: how it counts is the domain's to say, and every event says how it counted before it and how from now on
 * (domain.md, 3.1: commitments kept). Silence until the due date is booked as a miss when the date is set.
 */
function commitmentBooking(_: null, { stream, data }: RecordedEvent<CommitmentEvent>): readonly Booking[] {
  const { commitmentId: subject, teamId, departmentId, counted, counts } = data;
  const trial = commitmentTrial({ stream, subject, teamId, departmentId });
  if (counted && counts) return rebook(trial, verdict(counted), verdict(counts));
  if (counted) return [withdraw(trial, verdict(counted))];
  return counts ? [book(trial, verdict(counts))] : [];
}

const verdict = ({ at, kept }: { readonly at: string; readonly kept: boolean }): Verdict => ({ at, success: kept });

export const commitmentBookings: Folds<CommitmentEvent, null, readonly Booking[]> = {
  CommitmentMade: commitmentBooking,
  CommitmentRenegotiated: commitmentBooking,
  CommitmentFulfilled: commitmentBooking,
  FulfilmentConfirmed: commitmentBooking,
  FulfilmentDisputed: commitmentBooking,
  CommitmentMissed: commitmentBooking,
  CommitmentWithdrawn: commitmentBooking,
};
