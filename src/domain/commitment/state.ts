import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type { Move } from '../kernel/moves.js';
import type { CommitmentEvent, CommitmentMade } from './events.js';

type Made = EventOf<typeof CommitmentMade>['data'];
export type CommitmentStatus = 'OPEN' | 'FULFILLED' | 'CONFIRMED' | 'DISPUTED' | 'MISSED' | 'WITHDRAWN';

export interface Commitment {
  /** As first made: the same again is no news. */
  readonly made: Made;
  readonly madeAt: string;
  /** The due date in force. */
  readonly dueAt: string;
  /** When IT last said that it kept its word; undefined: not since the last agreement. */
  readonly fulfilledAt: string | undefined;
  readonly status: CommitmentStatus;
  /** What led to the status; undefined while nothing has happened since it was made. */
  readonly latest: Move | undefined;
}
/** Null: never made. */
export type CommitmentState = Commitment | null;

const changed = (state: CommitmentState, latest: Move, change: Partial<Commitment>): CommitmentState =>
  state && { ...state, ...change, latest };

export const evolveCommitment = evolveBy<CommitmentEvent, CommitmentState>({
  CommitmentMade: (_, made, madeAt) => ({
    made,
    madeAt,
    status: 'OPEN',
    latest: undefined,
    dueAt: made.dueAt,
    fulfilledAt: undefined,
  }),
  CommitmentRenegotiated: (state, { dueAt, agreedBy, reason }, at) =>
    changed(
      state,
      { type: 'CommitmentRenegotiated', at, said: { newDueAt: dueAt, agreedBy, reason } },
      {
        status: 'OPEN',
        dueAt,
        fulfilledAt: undefined,
      },
    ),
  CommitmentFulfilled: (state, { byRef }, at) =>
    changed(state, { type: 'CommitmentFulfilled', at, said: { byRef } }, { status: 'FULFILLED', fulfilledAt: at }),
  FulfilmentConfirmed: (state, { fulfilledAt, byRef }, at) =>
    changed(state, { type: 'FulfilmentConfirmed', at, said: { byRef } }, { status: 'CONFIRMED', fulfilledAt }),
  FulfilmentDisputed: (state, { fulfilledAt, byRef, reason }, at) =>
    changed(state, { type: 'FulfilmentDisputed', at, said: { byRef, reason } }, { status: 'DISPUTED', fulfilledAt }),
  CommitmentMissed: (state, { reason }, at) =>
    changed(state, { type: 'CommitmentMissed', at, said: { reason } }, { status: 'MISSED' }),
  CommitmentWithdrawn: (state, { withdrawnBy, reason }, at) =>
    changed(state, { type: 'CommitmentWithdrawn', at, said: { withdrawnBy, reason } }, { status: 'WITHDRAWN' }),
});
