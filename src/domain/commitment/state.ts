import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type { CommitmentEvent, CommitmentMade } from './events.js';
import type { Facts } from './verdict.js';

type Made = EventOf<typeof CommitmentMade>['data'];
export type CommitmentStatus = 'OPEN' | 'FULFILLED' | 'CONFIRMED' | 'DISPUTED' | 'MISSED' | 'WITHDRAWN';

export interface Commitment extends Facts {
  /** As first made: the same again is no news. */
  readonly made: Made;
  readonly madeAt: string;
  readonly status: CommitmentStatus;
}
/** Null: never made. */
export type CommitmentState = Commitment | null;

const changed = (state: CommitmentState, change: Partial<Commitment>): CommitmentState => state && { ...state, ...change };

export const evolveCommitment = evolveBy<CommitmentEvent, CommitmentState>({
  CommitmentMade: (_, made, madeAt) => ({ made, madeAt, status: 'OPEN', dueAt: made.dueAt, disputed: false }),
  CommitmentRenegotiated: (state, { dueAt, oldDueAt, noticeGiven }) =>
    changed(state, {
      status: 'OPEN',
      dueAt,
      fulfilledAt: undefined,
      missedAt: noticeGiven ? state?.missedAt : (state?.missedAt ?? oldDueAt),
      disputed: false,
    }),
  CommitmentFulfilled: (state, _, fulfilledAt) => changed(state, { status: 'FULFILLED', fulfilledAt }),
  FulfilmentConfirmed: (state, { fulfilledAt }) => changed(state, { status: 'CONFIRMED', fulfilledAt, disputed: false }),
  FulfilmentDisputed: (state, { fulfilledAt }) => changed(state, { status: 'DISPUTED', fulfilledAt, disputed: true }),
  CommitmentMissed: (state, { dueAt }) => changed(state, { status: 'MISSED', missedAt: state?.missedAt ?? dueAt }),
  CommitmentWithdrawn: (state, { withdrawnBy }, at) =>
    changed(state, { status: 'WITHDRAWN', ...(withdrawnBy === 'DEPARTMENT' && { releasedAt: at }) }),
});
