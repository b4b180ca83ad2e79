import { event, type EventOf, without } from '../kernel/event.js';
import { flag, id, moment, optional } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import * as f from './fields.js';

/** Whose promise to whom, and until when it is promised now. */
const about = { commitmentId: f.commitmentId, teamId, departmentId, dueAt: f.dueAt };
/** Version 1 said what the event did to the commitment's trial. */
const factsOnly = { version: 2, upcast: { 1: without('counted', 'counts') } } as const;

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
  factsOnly,
);
export const CommitmentRenegotiated = event(
  'CommitmentRenegotiated',
  {
    ...about,
    oldDueAt: moment('Until when it was promised before'),
    agreedBy: f.agreedBy,
    noticeGiven: flag('Agreed before the old due date'),
    reason: optional(reason),
  },
  'Both sides agreed on another due date. It settles a dispute.',
  factsOnly,
);
export const CommitmentFulfilled = event(
  'CommitmentFulfilled',
  { ...about, byRef: optional(f.byRef) },
  'IT says that it kept its word. The department has the last one.',
  factsOnly,
);
export const FulfilmentConfirmed = event(
  'FulfilmentConfirmed',
  { ...about, fulfilledAt: moment('When IT fulfilled it'), byRef: f.byRef },
  'The department agrees that it was fulfilled.',
  factsOnly,
);
export const FulfilmentDisputed = event(
  'FulfilmentDisputed',
  { ...about, fulfilledAt: moment('When IT says that it fulfilled it'), byRef: f.byRef, reason: optional(reason) },
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
  { ...about, withdrawnBy: f.withdrawnBy, reason: optional(reason) },
  'The department no longer needs it, or IT took its word back.',
  factsOnly,
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
