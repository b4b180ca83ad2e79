import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketDepartmentCorrected } from '../../src/domain/ticket/events.js';
import { move, type Booking } from './booking.js';
import { acknowledgementTrial, resolutionTrial, updateTrial } from './trial-kinds.js';
import { resolutionVerdict, wordVerdict } from './verdicts.js';

/** All that counted for the wrong department counts for the right one, as it stands now; what is open stays open there. */
export function correctionBookings({
  stream,
  data,
}: RecordedEvent<EventOf<typeof TicketDepartmentCorrected>>): readonly Booking[] {
  const { ticketId: subject, fromDepartmentId: departmentId, toDepartmentId, record } = data;
  const { acknowledgement, promises, resolutions } = record;
  const by = (teamId: string) => ({ stream, subject, teamId, departmentId });
  return [
    ...(acknowledgement ? [acknowledgement] : []).flatMap(({ teamId, dueAt, acknowledgedAt }) =>
      move(acknowledgementTrial(by(teamId)), toDepartmentId, wordVerdict(dueAt, acknowledgedAt)),
    ),
    ...promises.flatMap(({ teamId, dueAt, answeredAt }) =>
      move(updateTrial(by(teamId), dueAt), toDepartmentId, wordVerdict(dueAt, answeredAt)),
    ),
    ...resolutions.flatMap(({ teamId, resolvedAt, heldUntil, reopenedAt }) =>
      teamId === undefined
        ? []
        : move(resolutionTrial(by(teamId), resolvedAt), toDepartmentId, resolutionVerdict(heldUntil, reopenedAt)),
    ),
  ];
}
