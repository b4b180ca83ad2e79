import * as c from '../../../src/domain/commitment/events.js';
import { told, type Told } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

export const COMMITMENT = 'C1';
const about = { commitmentId: COMMITMENT, teamId: TEAM, departmentId: DEPARTMENT, dueAt: march(5) };
const missed = { at: march(5), kept: false };

/** A fact about commitment C1. */
export const promise = (at: string, fact: Told['fact']): Told => told(`commitment-${COMMITMENT}`, at, fact);
/** Made on the 1st, due on the 5th. */
export const made = promise(march(1), c.CommitmentMade({ ...about, promiseRef: 'text-1', ticketId: 'T1', counts: missed }));
export const fulfilled = (at: string) =>
  promise(at, c.CommitmentFulfilled({ ...about, counted: missed, counts: at <= march(5) ? { at, kept: true } : missed }));
export const withdrawn = promise(march(3), c.CommitmentWithdrawn({ ...about, counted: missed, withdrawnBy: 'DEPARTMENT' }));
