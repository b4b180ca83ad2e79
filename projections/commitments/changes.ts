import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { Folds } from '../kit/folds.js';
import type { CommitmentDocument } from './document.js';

type Change = Partial<CommitmentDocument>;
type LaterEvent = Exclude<CommitmentEvent, { readonly type: 'CommitmentMade' }>;

/** What becomes of a commitment. Whether it was in time, and what a dispute does, the domain has decided: `counts` says so. */
export const changes: Folds<LaterEvent, CommitmentDocument, Change> = {
  CommitmentRenegotiated: ({ dueDates }, { data: { dueAt, noticeGiven }, metadata: { occurredAt: agreedAt } }) => ({
    state: 'OPEN',
    dueAt,
    dueDates: [...dueDates, { dueAt, agreedAt, noticeGiven }],
    fulfilledAt: null,
    confirmedAt: null,
  }),
  CommitmentFulfilled: (before, { data, metadata }) => ({
    // Tried again after a dispute: the department has not agreed yet.
    state: before.state === 'DISPUTED' ? 'DISPUTED' : keptOrMissed(data.counts),
    fulfilledAt: metadata.occurredAt,
  }),
  FulfilmentConfirmed: (_, { data, metadata }) => ({
    state: keptOrMissed(data.counts),
    fulfilledAt: data.fulfilledAt,
    confirmedAt: metadata.occurredAt,
  }),
  FulfilmentDisputed: (_, { data, metadata }) => ({
    state: 'DISPUTED',
    fulfilledAt: data.fulfilledAt,
    confirmedAt: null,
    disputedAt: metadata.occurredAt,
  }),
  CommitmentMissed: (_, { metadata }) => ({ state: 'MISSED', missedAt: metadata.occurredAt }),
  CommitmentWithdrawn: (_, { data, metadata }) => ({
    state: 'WITHDRAWN',
    withdrawnAt: metadata.occurredAt,
    withdrawnBy: data.withdrawnBy,
  }),
};

const keptOrMissed = (counts: { readonly kept: boolean } | undefined): 'KEPT' | 'MISSED' => (counts?.kept ? 'KEPT' : 'MISSED');
