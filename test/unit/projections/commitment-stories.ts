import * as c from '../../../src/domain/commitment/events.js';
import { eventIn, type GivenEvent } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

export const COMMITMENT = 'C1';
const about = { commitmentId: COMMITMENT, teamId: TEAM, departmentId: DEPARTMENT, dueAt: march(5) };

/** A fact about commitment C1. */
export const promise = (at: string, fact: GivenEvent['fact']): GivenEvent => eventIn(`commitment-${COMMITMENT}`, at, fact);
/** Made on the 1st, due on the 5th. */
export const made = promise(march(1), c.CommitmentMade({ ...about, promiseRef: 'text-1', ticketId: 'T1' }));
export const fulfilled = (at: string) => promise(at, c.CommitmentFulfilled(about));
export const withdrawn = promise(march(3), c.CommitmentWithdrawn({ ...about, withdrawnBy: 'DEPARTMENT' }));
