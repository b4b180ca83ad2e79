import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { book, type Booking } from './booking.js';
import type { Folds } from './folds.js';
import { treatmentTrial } from './trial-kinds.js';

/** The answers 4 and 5 of 5 say that people were treated well. (domain.md, 3.2: treatment) */
export const isWell = (treatment: number): boolean => treatment >= 4;

export type FeedbackEvent = EventOf<typeof InteractionFeedbackGiven>;

/** Every answer is a trial, whether the matter was solved or not. */
export const treatmentBookings: Folds<FeedbackEvent, null, readonly Booking[]> = {
  InteractionFeedbackGiven: (_, { id, stream, data, metadata }) => {
    const { interactionId: subject, teamId, departmentId, treatment } = data;
    const trial = treatmentTrial({ stream, subject, teamId, departmentId }, id);
    return [book(trial, { success: isWell(treatment), at: metadata.occurredAt })];
  },
};
