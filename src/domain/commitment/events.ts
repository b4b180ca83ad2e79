import { event, type EventOf, without } from '../kernel/event.js';
import { id, moment, optional, ref, flag } from '../kernel/fields.js';
import { side } from '../relationship/events.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

/** Fields that commitment commands and events share, declared once with their meaning. */
export const commitmentId = id('The commitment');
export const promiseRef = ref('Key of the text that says what was promised');
export const dueAt = moment('The due date');
export const newDueAt = moment('The new due date');
export const agreedBy = ref('Pseudonym of the person who agreed for the department');
export const byRef = ref('Pseudonym of the person who reports it');
export const touchpointId = optional(id('The touchpoint at which it was made'));
/** Either the department no longer needs it, or IT withdraws it. Only the former does not count as a trial. */
export const withdrawnBy = side;

/** The promise, its parties and the due date in force. */
const about = { commitmentId, teamId, departmentId, dueAt };
/** Version 1 also recorded the event's effect on the commitment's trial. */
const factsOnly = { version: 2, upcast: { 1: without('counted', 'counts') } } as const;

export const CommitmentMade = event(
  'CommitmentMade',
  {
    ...about,
    promiseRef,
    ticketId: optional(id('The related ticket')),
    touchpointId,
    interactionId: optional(id('The contact in which it was made')),
  },
  'A team made a commitment to a department, with a due date.',
  factsOnly,
);
export const CommitmentRenegotiated = event(
  'CommitmentRenegotiated',
  {
    ...about,
    oldDueAt: moment('The previous due date'),
    agreedBy,
    noticeGiven: flag('Whether they agreed before the old due date'),
    reason: optional(reason),
  },
  'Both sides agreed on another due date. This settles a dispute.',
  factsOnly,
);
export const CommitmentFulfilled = event(
  'CommitmentFulfilled',
  { ...about, byRef: optional(byRef) },
  'IT reported that it fulfilled the commitment. The department decides whether it agrees.',
  factsOnly,
);
export const FulfilmentConfirmed = event(
  'FulfilmentConfirmed',
  { ...about, fulfilledAt: moment('When IT fulfilled it'), byRef },
  'The department confirmed that the commitment was fulfilled.',
  factsOnly,
);
export const FulfilmentDisputed = event(
  'FulfilmentDisputed',
  { ...about, fulfilledAt: moment('When IT reported that it fulfilled it'), byRef, reason: optional(reason) },
  'The department does not agree: the commitment counts as missed until it is confirmed.',
  factsOnly,
);
export const CommitmentMissed = event(
  'CommitmentMissed',
  { ...about, reason: optional(reason) },
  'It was recorded openly that the due date was missed.',
  factsOnly,
);
export const CommitmentWithdrawn = event(
  'CommitmentWithdrawn',
  { ...about, withdrawnBy, reason: optional(reason) },
  'The department no longer needs it, or IT withdrew it.',
  factsOnly,
);

export const CommitmentCorrected = event(
  'CommitmentCorrected',
  {
    ...about,
    fromTeamId: id('The team of the commitment, as first recorded'),
    fromDepartmentId: id('The department of the commitment, as first recorded'),
    oldDueAt: moment('The first due date, as first recorded'),
  },
  'The source delivered earlier history after later history, or booked the ticket to another department. The event corrects the commitment from its beginning.',
);
export const DueDateReported = event(
  'DueDateReported',
  { ...about, reportedDueAt: moment('The due date in the source') },
  'The source contains another due date. No agreement on it is known, so the promised one remains.',
);

export const COMMITMENT_EVENTS = [
  CommitmentMade,
  CommitmentRenegotiated,
  CommitmentFulfilled,
  FulfilmentConfirmed,
  FulfilmentDisputed,
  CommitmentMissed,
  CommitmentWithdrawn,
  CommitmentCorrected,
  DueDateReported,
] as const;
export type CommitmentEvent = EventOf<(typeof COMMITMENT_EVENTS)[number]>;
