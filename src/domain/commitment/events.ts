import { event, type EventOf } from '../kernel/event.js';
import { flag, id, moment, optional } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

/** Whose promise to whom, until when it is promised now, and what the event does to its trial. */
const about = { commitmentId: f.commitmentId, teamId, departmentId, dueAt: f.dueAt, ...f.trial };

export const CommitmentMade = event(
  'CommitmentMade',
  {
    ...about,
    promiseRef: f.promiseRef,
    ticketId: optional(id('The ticket it concerns')),
    touchpointId: f.touchpointId,
    interactionId: optional(id('The contact in which it was made')),
  },
  'A team promised a department something until a moment.',
);
export const CommitmentRenegotiated = event(
  'CommitmentRenegotiated',
  {
    ...about,
    oldDueAt: moment('Until when it was promised before'),
    agreedBy: f.agreedBy,
    noticeGiven: flag('Agreed before the old due date. If not, that date was missed and stays missed'),
    reason: optional(reason),
  },
  'Both sides agreed on another due date. It settles a dispute.',
);
export const CommitmentFulfilled = event(
  'CommitmentFulfilled',
  { ...about, byRef: optional(f.byRef) },
  'IT says that it kept its word. The department has the last one.',
);
export const FulfilmentConfirmed = event(
  'FulfilmentConfirmed',
  { ...about, fulfilledAt: moment('When IT fulfilled it'), byRef: f.byRef },
  'The department agrees that it was fulfilled.',
);
export const FulfilmentDisputed = event(
  'FulfilmentDisputed',
  { ...about, fulfilledAt: moment('When IT says that it fulfilled it'), byRef: f.byRef, reason: optional(reason) },
  'The department does not agree: it counts as missed until confirmed.',
);
export const CommitmentMissed = event(
  'CommitmentMissed',
  { ...about, reason: optional(reason) },
  'It was said openly that the due date was missed.',
);
export const CommitmentWithdrawn = event(
  'CommitmentWithdrawn',
  { ...about, withdrawnBy: f.withdrawnBy, reason: optional(reason) },
  'The department no longer needs it, or IT took its word back.',
);

export const COMMITMENT_EVENTS = [
  CommitmentMade,
  CommitmentRenegotiated,
  CommitmentFulfilled,
  FulfilmentConfirmed,
  FulfilmentDisputed,
  CommitmentMissed,
  CommitmentWithdrawn,
] as const;
export type CommitmentEvent = EventOf<(typeof COMMITMENT_EVENTS)[number]>;
