import { event, type EventOf, without } from '../kernel/event.js';
import { id, moment, optional, ref, flag } from '../kernel/fields.js';
import { side } from '../relationship/events.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

/** Fields that commitment commands and events share, declared once with their meaning. */
export const commitmentId = id('The commitment');
export const promiseRef = ref('Key of what was promised, in words');
export const dueAt = moment('Until when it is promised');
export const newDueAt = moment('Until when it is promised from now on');
export const agreedBy = ref('Pseudonym of who agreed for the department');
export const byRef = ref('Pseudonym of who says so');
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
    ticketId: optional(id('The ticket it concerns')),
    touchpointId,
    interactionId: optional(id('The contact in which it was made')),
  },
  'A team promised a department something until a moment.',
  factsOnly,
);
export const CommitmentRenegotiated = event(
  'CommitmentRenegotiated',
  {
    ...about,
    oldDueAt: moment('Until when it was promised before'),
    agreedBy,
    noticeGiven: flag('Agreed before the old due date'),
    reason: optional(reason),
  },
  'Both sides agreed on another due date. It settles a dispute.',
  factsOnly,
);
export const CommitmentFulfilled = event(
  'CommitmentFulfilled',
  { ...about, byRef: optional(byRef) },
  'IT says that it kept its word. The department has the last one.',
  factsOnly,
);
export const FulfilmentConfirmed = event(
  'FulfilmentConfirmed',
  { ...about, fulfilledAt: moment('When IT fulfilled it'), byRef },
  'The department agrees that it was fulfilled.',
  factsOnly,
);
export const FulfilmentDisputed = event(
  'FulfilmentDisputed',
  { ...about, fulfilledAt: moment('When IT says that it fulfilled it'), byRef, reason: optional(reason) },
  'The department does not agree: it counts as missed until confirmed.',
  factsOnly,
);
export const CommitmentMissed = event(
  'CommitmentMissed',
  { ...about, reason: optional(reason) },
  'It was said openly that the due date was missed.',
  factsOnly,
);
export const CommitmentWithdrawn = event(
  'CommitmentWithdrawn',
  { ...about, withdrawnBy, reason: optional(reason) },
  'The department no longer needs it, or IT took its word back.',
  factsOnly,
);

export const CommitmentCorrected = event(
  'CommitmentCorrected',
  {
    ...about,
    fromTeamId: id('The team that had promised it, as was on record'),
    fromDepartmentId: id('The department that could count on it, as was on record'),
    oldDueAt: moment('Until when it had first been promised, as was on record'),
  },
  'Its source told earlier history after later history, or booked the ticket to another department. What is on record of the promise stands corrected, from its beginning on.',
);
export const DueDateReported = event(
  'DueDateReported',
  { ...about, reportedDueAt: moment('The due date that the source names') },
  'Its source names another due date. Nobody is known to have agreed, so what was promised stays.',
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
