import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { book, rebook, withdraw, type Booking } from './booking.js';
import { correctionBookings } from './correction.js';
import type { Folds } from './folds.js';
import { openedPromise } from './opened-promise.js';
import { acknowledgementTrial, resolutionTrial, updateTrial, type Tried } from './trial-kinds.js';
import { resolutionVerdict, wordVerdict } from './verdicts.js';

export type TicketTrialEvent = Extract<
  TicketEvent,
  {
    readonly type:
      | 'TicketAssigned'
      | 'TicketAcknowledged'
      | 'TicketPlacedOnHold'
      | 'TicketUpdateShared'
      | 'TicketResolved'
      | 'TicketReopened'
      | 'TicketClosed'
      | 'TicketCancelled'
      | 'TicketMerged'
      | 'TicketDepartmentCorrected';
  }
>;

/** What the life of a ticket books: the first answer, promised words, resolutions. */
export const ticketBookings: Folds<TicketTrialEvent, null, readonly Booking[]> = {
  TicketAssigned: (_, event) => {
    const { toTeamId, acknowledgeBy } = event.data;
    return acknowledgeBy === undefined ? [] : [book(acknowledgementTrial(tried(event, toTeamId)), wordVerdict(acknowledgeBy))];
  },
  TicketAcknowledged: (_, event) => [...acknowledged(event), ...answered(event), ...opened(event)],
  TicketPlacedOnHold: (_, event) => [...answered(event), ...opened(event)],
  TicketUpdateShared: (_, event) => [...answered(event), ...opened(event)],
  TicketClosed: (_, event) => answered(event),
  TicketResolved: (_, event) => {
    const { teamId, heldUntil } = event.data;
    if (teamId === undefined) return answered(event);
    const trial = resolutionTrial(tried(event, teamId), event.metadata.occurredAt);
    return [...answered(event), book(trial, resolutionVerdict(heldUntil))];
  },
  TicketReopened: (_, event) => {
    const { resolution } = event.data;
    if (resolution?.teamId === undefined) return [];
    const { teamId, resolvedAt, heldUntil } = resolution;
    const trial = resolutionTrial(tried(event, teamId), resolvedAt);
    return rebook(trial, resolutionVerdict(heldUntil), resolutionVerdict(heldUntil, event.metadata.occurredAt));
  },
  TicketCancelled: (_, event) => voided(event),
  TicketMerged: (_, event) => voided(event),
  TicketDepartmentCorrected: (_, event) => correctionBookings(event),
};

interface Word {
  readonly teamId: string;
  readonly dueAt: string;
}
interface OfTicket {
  readonly stream: string;
  readonly data: { readonly ticketId: string; readonly departmentId: string; readonly answers?: Word; readonly clock?: Word };
  readonly metadata: { readonly occurredAt: string };
}

const tried = ({ stream, data: { ticketId, departmentId } }: OfTicket, teamId: string): Tried => ({
  stream,
  subject: ticketId,
  teamId,
  departmentId,
});

/** Only a person stops the clock of the first answer, and it counts for the team whose clock it is. */
function acknowledged(event: RecordedEvent<Extract<TicketEvent, { readonly type: 'TicketAcknowledged' }>>) {
  const { human, clock } = event.data;
  if (!human || clock === undefined) return [];
  const before = wordVerdict(clock.dueAt);
  return rebook(acknowledgementTrial(tried(event, clock.teamId)), before, wordVerdict(clock.dueAt, event.metadata.occurredAt));
}

function answered(event: OfTicket): readonly Booking[] {
  const { answers } = event.data;
  if (answers === undefined) return [];
  const trial = updateTrial(tried(event, answers.teamId), answers.dueAt);
  return rebook(trial, wordVerdict(answers.dueAt), wordVerdict(answers.dueAt, event.metadata.occurredAt));
}

function opened(event: RecordedEvent<TicketEvent> & OfTicket): readonly Booking[] {
  const promise = openedPromise(event);
  return promise === null ? [] : [book(updateTrial(tried(event, promise.teamId), promise.dueAt), wordVerdict(promise.dueAt))];
}

/** The matter is gone, and with it what was still to come: neither kept nor broken. What was due before has been missed, and stays so. */
function voided(event: OfTicket): readonly Booking[] {
  const { clock, answers } = event.data;
  const toCome = ({ dueAt }: Word) => event.metadata.occurredAt <= dueAt;
  const lost: Booking[] = [];
  if (clock && toCome(clock)) lost.push(withdraw(acknowledgementTrial(tried(event, clock.teamId)), wordVerdict(clock.dueAt)));
  if (answers && toCome(answers)) {
    lost.push(withdraw(updateTrial(tried(event, answers.teamId), answers.dueAt), wordVerdict(answers.dueAt)));
  }
  return lost;
}
