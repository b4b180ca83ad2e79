import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { InteractionFeedbackGiven } from '../../src/domain/interaction/events.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { openedPromise } from '../kit/opened-promise.js';
import { book, rebook, withdraw, type Booking } from './booking.js';
import { correctionBookings } from './correction.js';
import { acknowledgementTrial, resolutionTrial, treatmentTrial, updateTrial } from './trial-kinds.js';
import { resolutionVerdict, wordVerdict } from './verdicts.js';

/** The answers 4 and 5 of 5 say that people were treated well. (domain.md, 3.2: treatment) */
export const isWell = (treatment: number): boolean => treatment >= 4;

/** The events that open, settle or move a trial of the score. */
export const TRIAL_EVENTS = [
  'TicketAssigned',
  'TicketAcknowledged',
  'TicketPlacedOnHold',
  'TicketUpdateShared',
  'TicketResolved',
  'TicketReopened',
  'TicketClosed',
  'TicketCancelled',
  'TicketMerged',
  'TicketDepartmentCorrected',
  'InteractionFeedbackGiven',
] as const;
export type TrialEvent = Extract<
  TicketEvent | EventOf<typeof InteractionFeedbackGiven>,
  { readonly type: (typeof TRIAL_EVENTS)[number] }
>;

/**
 * What an event books. A trial is booked with the verdict it has if nothing more happens, as soon as its deadline is known, and booked over
 * by the event that changes the verdict: sums, which no order of the streams can change. The score's tallies and its evidence are made of
 * this one function. (domain.md, 3.2; architecture.md, decision 1)
 */
export function trialBookings(event: RecordedEvent<TrialEvent>): readonly Booking[] {
  switch (event.type) {
    case 'TicketAssigned': {
      const { ticketId, toTeamId: teamId, departmentId, acknowledgeBy } = event.data;
      if (acknowledgeBy === undefined) return [];
      return [book(acknowledgementTrial({ teamId, departmentId }, ticketId), wordVerdict(acknowledgeBy))];
    }
    case 'TicketAcknowledged':
      return [...acknowledged(event), ...answered(event), ...opened(event)];
    case 'TicketPlacedOnHold':
    case 'TicketUpdateShared':
      return [...answered(event), ...opened(event)];
    case 'TicketClosed':
      return answered(event);
    case 'TicketResolved': {
      const { ticketId, teamId, departmentId, heldUntil } = event.data;
      if (teamId === undefined) return answered(event);
      const trial = resolutionTrial({ teamId, departmentId }, ticketId, event.metadata.occurredAt);
      return [...answered(event), book(trial, resolutionVerdict(heldUntil))];
    }
    case 'TicketReopened': {
      const { ticketId, departmentId, resolution } = event.data;
      if (resolution?.teamId === undefined) return [];
      const { teamId, resolvedAt, heldUntil } = resolution;
      const trial = resolutionTrial({ teamId, departmentId }, ticketId, resolvedAt);
      return rebook(trial, resolutionVerdict(heldUntil), resolutionVerdict(heldUntil, event.metadata.occurredAt));
    }
    case 'TicketCancelled':
    case 'TicketMerged':
      return voided(event);
    case 'TicketDepartmentCorrected':
      return correctionBookings(event);
    case 'InteractionFeedbackGiven':
      return [
        book(treatmentTrial(event.data, event.id), { success: isWell(event.data.treatment), at: event.metadata.occurredAt }),
      ];
  }
}

interface Word {
  readonly teamId: string;
  readonly dueAt: string;
}
interface Said {
  readonly data: { readonly ticketId: string; readonly departmentId: string; readonly answers?: Word };
  readonly metadata: { readonly occurredAt: string };
}

/** Only a person stops the clock of the first answer, and it counts for the team whose clock it is. */
function acknowledged({ data, metadata }: RecordedEvent<Extract<TrialEvent, { readonly type: 'TicketAcknowledged' }>>) {
  const { ticketId, departmentId, human, clock } = data;
  if (!human || clock === undefined) return [];
  const trial = acknowledgementTrial({ teamId: clock.teamId, departmentId }, ticketId);
  return rebook(trial, wordVerdict(clock.dueAt), wordVerdict(clock.dueAt, metadata.occurredAt));
}

function answered({ data: { ticketId, departmentId, answers }, metadata }: Said): readonly Booking[] {
  if (answers === undefined) return [];
  const trial = updateTrial({ teamId: answers.teamId, departmentId }, ticketId, answers.dueAt);
  return rebook(trial, wordVerdict(answers.dueAt), wordVerdict(answers.dueAt, metadata.occurredAt));
}

function opened(event: RecordedEvent<TicketEvent>): readonly Booking[] {
  const promise = openedPromise(event);
  if (promise === null) return [];
  return [book(updateTrial(promise, event.data.ticketId, promise.dueAt), wordVerdict(promise.dueAt))];
}

/** The matter is gone, and with it what was still to come: neither kept nor broken. What was due before has been missed, and stays so. */
function voided({ data, metadata }: RecordedEvent<Extract<TrialEvent, { readonly type: 'TicketCancelled' | 'TicketMerged' }>>) {
  const { ticketId, departmentId, clock, answers } = data;
  const toCome = ({ dueAt }: Word) => metadata.occurredAt <= dueAt;
  const lost: Booking[] = [];
  if (clock && toCome(clock)) {
    const trial = acknowledgementTrial({ teamId: clock.teamId, departmentId }, ticketId);
    lost.push(withdraw(trial, wordVerdict(clock.dueAt)));
  }
  if (answers && toCome(answers)) {
    const trial = updateTrial({ teamId: answers.teamId, departmentId }, ticketId, answers.dueAt);
    lost.push(withdraw(trial, wordVerdict(answers.dueAt)));
  }
  return lost;
}
