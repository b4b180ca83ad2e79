import { describe, expect, it } from 'vitest';
import { commitmentsProjection } from '../../../projections/commitments/projection.js';
import { commitmentAt } from '../../../src/queries/list-commitments.js';
import * as c from '../../../src/domain/commitment/events.js';
import { COMMITMENT, fulfilled, made, promise, withdrawn } from './commitment-stories.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { GivenEvent } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

/** As it stands at the end of March. */
const ledger = (...facts: readonly GivenEvent[]) =>
  commitmentAt(documentOf(commitmentsProjection, COMMITMENT, ...facts), march(31));
const miss = (at: string) => ({ at, kept: false });

describe('the ledger', () => {
  it('opens with the promise', () => {
    expect(ledger(made)).toEqual({
      commitmentId: COMMITMENT,
      relationshipId: `${TEAM}.${DEPARTMENT}`,
      teamId: TEAM,
      departmentId: DEPARTMENT,
      promiseRef: 'text-1',
      ticketId: 'T1',
      touchpointId: null,
      interactionId: null,
      madeAt: march(1),
      state: 'OVERDUE',
      counts: 'NOT_KEPT',
      dueAt: march(5),
      dueDates: [{ dueAt: march(5), agreedAt: march(1), noticeGiven: null }],
      verdict: miss(march(5)),
      fulfilledAt: null,
      confirmedAt: null,
      disputedAt: null,
      missedAt: null,
      withdrawnAt: null,
      withdrawnBy: null,
    });
  });
  it('keeps every due date that was agreed on', () => {
    const later = promise(
      march(4),
      c.CommitmentRenegotiated({
        ...about(march(9)),
        oldDueAt: march(5),
        agreedBy: 'p1',
        noticeGiven: true,
      }),
    );
    expect(ledger(made, later)).toMatchObject({
      state: 'OVERDUE',
      dueAt: march(9),
      dueDates: [
        { dueAt: march(5), agreedAt: march(1), noticeGiven: null },
        { dueAt: march(9), agreedAt: march(4), noticeGiven: true },
      ],
      verdict: miss(march(9)),
    });
  });
  it('is of the parties and the date to which its source corrected it, from its beginning on', () => {
    const corrected = promise(
      '2026-02-27T08:00:00.000Z',
      c.CommitmentCorrected({
        ...about(march(4)),
        departmentId: 'lab',
        fromTeamId: TEAM,
        fromDepartmentId: DEPARTMENT,
        oldDueAt: march(5),
      }),
    );
    expect(ledger(made, fulfilled(march(4)), corrected)).toMatchObject({
      relationshipId: `${TEAM}.lab`,
      madeAt: '2026-02-27T08:00:00.000Z',
      dueDates: [{ dueAt: march(4), noticeGiven: null }],
      state: 'KEPT',
    });
    const reported = promise(march(2), c.DueDateReported({ ...about(march(5)), reportedDueAt: march(9) }));
    expect(ledger(made, reported)).toEqual(ledger(made));
  });
  it('is kept when fulfilled in time, missed when late', () => {
    expect(ledger(made, fulfilled(march(4)))).toMatchObject({ state: 'KEPT', fulfilledAt: march(4), confirmedAt: null });
    expect(ledger(made, fulfilled(march(6)))).toMatchObject({ state: 'MISSED', fulfilledAt: march(6), verdict: miss(march(5)) });
  });
  it('leaves the last word to the department', () => {
    const said = { ...about(march(5)), fulfilledAt: march(4), byRef: 'p2' };
    const kept = { at: march(5), kept: true };
    const disputed = promise(march(6), c.FulfilmentDisputed(said));
    const again = promise(march(7), c.CommitmentFulfilled(about(march(5))));
    const confirmed = promise(march(8), c.FulfilmentConfirmed(said));
    expect(ledger(made, fulfilled(march(4)), disputed)).toMatchObject({
      state: 'DISPUTED',
      disputedAt: march(6),
      verdict: miss(march(5)),
    });
    expect(ledger(made, fulfilled(march(4)), disputed, again)).toMatchObject({ state: 'DISPUTED', fulfilledAt: march(4) });
    expect(ledger(made, fulfilled(march(4)), disputed, confirmed)).toMatchObject({
      state: 'KEPT',
      fulfilledAt: march(4),
      confirmedAt: march(8),
      verdict: kept,
    });
  });
  it('says when the miss was admitted', () => {
    const admitted = c.CommitmentMissed(about(march(5)));
    expect(ledger(made, promise(march(6), admitted))).toMatchObject({ state: 'MISSED', missedAt: march(6) });
  });
  it('counts no longer what the department withdrew', () => {
    expect(ledger(made, withdrawn)).toMatchObject({
      state: 'WITHDRAWN',
      withdrawnAt: march(3),
      withdrawnBy: 'DEPARTMENT',
      verdict: null,
    });
  });
  it('refuses a stream without its beginning', () => {
    expect(() => documentsOf(commitmentsProjection, fulfilled(march(4)))).toThrow('before the event that begins it');
  });
});

const about = (dueAt: string) => ({ commitmentId: COMMITMENT, teamId: TEAM, departmentId: DEPARTMENT, dueAt });
