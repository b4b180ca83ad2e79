import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type { Move } from '../kernel/moves.js';
import type { CommitmentEvent, CommitmentMade } from './events.js';

/** What the verdict on a commitment rests on. */
export interface Facts {
  /** The due date in force. */
  readonly dueAt: string;
  /** The first due date that passed without fulfilment or a new agreement. What is missed stays missed. */
  readonly missedAt?: string | undefined;
  readonly fulfilledAt?: string | undefined;
  /** The department said that it was not fulfilled, and has not agreed since. */
  readonly disputed: boolean;
  /** When the department let IT off its word. */
  readonly releasedAt?: string | undefined;
}
export interface Verdict {
  readonly at: string;
  readonly kept: boolean;
}

/**
 * The one trial of a commitment, as known now (domain.md 3.1, commitments kept): fulfilled by the due date in force, and not disputed, is
 * kept. Undefined: the department withdrew it in time, so nothing is tried. Otherwise silence until the due date is a miss, booked when
 * the date is set (docs/decisions/0001).
 */
export function verdictOn({ dueAt, missedAt, fulfilledAt, disputed, releasedAt }: Facts): Verdict | undefined {
  if (missedAt !== undefined) return { at: missedAt, kept: false };
  if (releasedAt !== undefined && releasedAt <= dueAt) return undefined;
  if (fulfilledAt !== undefined && fulfilledAt <= dueAt && !disputed) return { at: fulfilledAt, kept: true };
  return { at: dueAt, kept: false };
}

type Made = EventOf<typeof CommitmentMade>['data'];
export type CommitmentStatus = 'OPEN' | 'FULFILLED' | 'CONFIRMED' | 'DISPUTED' | 'MISSED' | 'WITHDRAWN';

export interface Commitment extends Facts {
  /** As first made: the same again is no news. */
  readonly made: Made;
  readonly madeAt: string;
  readonly status: CommitmentStatus;
  /** What led to the status; undefined while nothing has happened since it was made. */
  readonly latest: Move | undefined;
}
/** Null: never made. */
export type CommitmentState = Commitment | null;

const changed = (
  state: CommitmentState,
  latest: Move,
  change: (commitment: Commitment) => Partial<Commitment>,
): CommitmentState => state && { ...state, ...change(state), latest };

export const evolveCommitment = evolveBy<CommitmentEvent, CommitmentState>({
  CommitmentMade: (_, made, madeAt) => ({
    made,
    madeAt,
    status: 'OPEN',
    latest: undefined,
    dueAt: made.dueAt,
    disputed: false,
  }),
  CommitmentRenegotiated: (state, { dueAt, oldDueAt, noticeGiven, agreedBy, reason }, at) =>
    changed(state, { type: 'CommitmentRenegotiated', at, said: { newDueAt: dueAt, agreedBy, reason } }, ({ missedAt }) => ({
      status: 'OPEN',
      dueAt,
      fulfilledAt: undefined,
      missedAt: noticeGiven ? missedAt : (missedAt ?? oldDueAt),
      disputed: false,
    })),
  CommitmentFulfilled: (state, { byRef }, at) =>
    changed(state, { type: 'CommitmentFulfilled', at, said: { byRef } }, () => ({ status: 'FULFILLED', fulfilledAt: at })),
  FulfilmentConfirmed: (state, { fulfilledAt, byRef }, at) =>
    changed(state, { type: 'FulfilmentConfirmed', at, said: { byRef } }, () => ({
      status: 'CONFIRMED',
      fulfilledAt,
      disputed: false,
    })),
  FulfilmentDisputed: (state, { fulfilledAt, byRef, reason }, at) =>
    changed(state, { type: 'FulfilmentDisputed', at, said: { byRef, reason } }, () => ({
      status: 'DISPUTED',
      fulfilledAt,
      disputed: true,
    })),
  CommitmentMissed: (state, { dueAt, reason }, at) =>
    changed(state, { type: 'CommitmentMissed', at, said: { reason } }, ({ missedAt = dueAt }) => ({
      status: 'MISSED',
      missedAt,
    })),
  CommitmentWithdrawn: (state, { withdrawnBy, reason }, at) =>
    changed(state, { type: 'CommitmentWithdrawn', at, said: { withdrawnBy, reason } }, () => ({
      status: 'WITHDRAWN',
      ...(withdrawnBy === 'DEPARTMENT' && { releasedAt: at }),
    })),
});
