import { describe, it } from 'vitest';
import * as c from '../../../src/domain/commitment/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const on = { commitmentId: 'c1' };
const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const at = (day: number) => ({ occurredAt: march(day) });
const MAKE = { ...on, byTeamId: 'desk', toDepartmentId: 'radiology', promiseRef: 'p', dueAt: march(10) };
const made = HOSPITAL.given(tell(c.MakeCommitment, { ...MAKE, ...at(2) }));
const fulfil = (day: number) => tell(c.FulfilCommitment, { ...on, ...at(day) });
const renegotiate = (day: number, due: number) =>
  tell(c.RenegotiateCommitment, { ...on, newDueAt: march(due), agreedBy: 'lead', ...at(day) });
const dispute = (day: number) => tell(c.DisputeFulfilment, { ...on, byRef: 'lead', ...at(day) });
const confirm = (day: number) => tell(c.ConfirmFulfilment, { ...on, byRef: 'lead', ...at(day) });
const withdraw = (day: number, withdrawnBy: 'IT' | 'DEPARTMENT') =>
  tell(c.WithdrawCommitment, { ...on, withdrawnBy, ...at(day) });

describe('a commitment', () => {
  it('is judged by the department, and not by IT, whose promise it is', () => {
    const it = { actor: { kind: 'IT_STAFF', ref: 'p-1' }, byRef: 'p-1' } as const;
    const fulfilled = made.given(fulfil(5));
    fulfilled.when(tell(c.DisputeFulfilment, { ...on, ...at(6), ...it })).thenRefused('SELF_RATING');
    fulfilled.when(tell(c.ConfirmFulfilment, { ...on, ...at(6), ...it })).thenRefused('SELF_RATING');
  });
  it('is made once, for a moment to come', () => {
    const facts = { teamId: 'desk', departmentId: 'radiology', dueAt: march(10) };
    HOSPITAL.when(tell(c.MakeCommitment, { ...MAKE, ...at(2) })).then(['CommitmentMade', facts]);
    made.when(tell(c.MakeCommitment, { ...MAKE, ...at(2) })).thenNothing();
    made.when(tell(c.MakeCommitment, { ...MAKE, ...at(3), isUndated: true })).thenNothing();
    made.when(tell(c.MakeCommitment, { ...MAKE, ...at(3) })).thenRefused('ALREADY_EXISTS');
    made.when(tell(c.MakeCommitment, { ...MAKE, dueAt: march(11), ...at(3) })).thenRefused('ALREADY_EXISTS');
    HOSPITAL.when(tell(c.MakeCommitment, { ...MAKE, ...at(10) })).thenRefused('INVALID_INPUT', 'dueAt', 'NOT_AFTER');
    HOSPITAL.when(fulfil(3)).thenRefused('NOT_FOUND');
    made.when(fulfil(1)).thenRefused('INVALID_INPUT', 'occurredAt');
  });
  it('is fulfilled once, in time or late', () => {
    for (const day of [5, 11]) made.when(fulfil(day)).then(['CommitmentFulfilled', { dueAt: march(10) }]);
    made.given(fulfil(5)).when(fulfil(5)).thenNothing();
    // Said again of another moment, or by another: it is on record, and nothing is dropped in silence.
    made.given(fulfil(5)).when(fulfil(6)).thenRefused('ILLEGAL_MOVE');
    made.given(fulfil(11)).when(fulfil(5)).thenRefused('ILLEGAL_MOVE');
  });
});

describe('what its source says of it later', () => {
  const correct = (day: number, values: object) => tell(c.CorrectCommitment, { ...MAKE, ...HISTORY, ...at(day), ...values });
  const report = (due: number) => tell(c.ReportDueDate, { ...on, reportedDueAt: march(due), ...HISTORY, ...at(5) });
  it('corrects parties, date and moment of the promise, and what was agreed since stays in force', () => {
    const was = { fromTeamId: 'desk', fromDepartmentId: 'radiology', oldDueAt: march(10) };
    const lab = { toDepartmentId: 'surgery', dueAt: march(8) };
    made.when(correct(1, lab)).then(['CommitmentCorrected', { departmentId: 'surgery', dueAt: march(8), ...was }]);
    made.when(correct(2, {})).thenNothing();
    made.when(correct(3, lab)).thenRefused('INVALID_INPUT', 'occurredAt');
    made
      .given(correct(1, lab))
      .when(fulfil(1))
      .then(['CommitmentFulfilled', { departmentId: 'surgery', dueAt: march(8) }]);
    made
      .given(renegotiate(3, 20), correct(1, lab))
      .when(fulfil(4))
      .then(['CommitmentFulfilled', { dueAt: march(20) }]);
  });
  it('names another date once, which changes nothing that was promised', () => {
    made.when(report(12)).then(['DueDateReported', { dueAt: march(10), reportedDueAt: march(12) }]);
    made.given(report(12), report(14)).when(report(12)).thenNothing();
    made.when(report(10)).thenNothing();
    made.given(renegotiate(3, 20)).when(report(20)).thenNothing();
    // What was taken for the first date is one that was named later.
    made
      .given(correct(2, { dueAt: march(8) }))
      .when(report(10))
      .thenNothing();
    made.given(report(12), fulfil(5)).when(fulfil(5)).thenNothing();
  });
});

describe('another due date', () => {
  it('may be agreed before the old one and after it', () => {
    const agreed = { dueAt: march(20), oldDueAt: march(10) };
    made.when(renegotiate(9, 20)).then(['CommitmentRenegotiated', { ...agreed, noticeGiven: true }]);
    for (const day of [10, 11]) {
      made.when(renegotiate(day, 20)).then(['CommitmentRenegotiated', { ...agreed, noticeGiven: false }]);
    }
    made
      .given(renegotiate(9, 20))
      .when(fulfil(15))
      .then(['CommitmentFulfilled', { dueAt: march(20) }]);
  });
  it('asks for a fulfilment anew, also after a dispute', () => {
    const agreed = made.given(fulfil(5), dispute(6), renegotiate(7, 20));
    agreed.when(confirm(8)).thenRefused('ILLEGAL_MOVE');
    agreed
      .given(fulfil(15))
      .when(dispute(16))
      .then(['FulfilmentDisputed', { fulfilledAt: march(15) }]);
  });
  it('lies ahead, and is another one', () => {
    made.when(renegotiate(9, 9)).thenRefused('INVALID_INPUT', 'newDueAt', 'NOT_AFTER');
    made.given(renegotiate(8, 20)).when(renegotiate(8, 20)).thenNothing();
    made.given(renegotiate(8, 20)).when(renegotiate(9, 20)).thenRefused('ILLEGAL_MOVE');
    made.when(renegotiate(9, 10)).thenRefused('ILLEGAL_MOVE');
    made
      .when(tell(c.RenegotiateCommitment, { ...on, newDueAt: march(10), agreedBy: 'lead', ...at(9), ...HISTORY }))
      .thenNothing();
  });
});

describe('the department’s last word', () => {
  const disputed = made.given(fulfil(5), dispute(6));
  it('is about what IT last did', () => {
    made
      .given(fulfil(5))
      .when(dispute(6))
      .then(['FulfilmentDisputed', { fulfilledAt: march(5) }]);
    disputed.when(confirm(8)).then(['FulfilmentConfirmed', { fulfilledAt: march(5) }]);
    disputed
      .given(fulfil(7))
      .when(confirm(8))
      .then(['FulfilmentConfirmed', { fulfilledAt: march(7) }]);
  });
  it('is not spoken by IT, nor before there is something to judge', () => {
    const staff = { actor: { kind: 'IT_STAFF', ref: 'p1' } } as const;
    made
      .given(fulfil(5))
      .when(tell(c.ConfirmFulfilment, { ...on, byRef: 'p1', ...at(6), ...staff }))
      .thenRefused('SELF_RATING');
    made.when(confirm(5)).thenRefused('ILLEGAL_MOVE');
    made.when(dispute(5)).thenRefused('ILLEGAL_MOVE');
    disputed.when(dispute(7)).thenRefused('ILLEGAL_MOVE');
  });
});

describe('a promise that comes to nothing', () => {
  const miss = (day: number, more: object = {}) => tell(c.MissCommitment, { ...on, ...at(day), ...more });
  it('is said to be missed only once it is', () => {
    made.when(miss(11)).then(['CommitmentMissed', { dueAt: march(10) }]);
    for (const day of [9, 10]) made.when(miss(day)).thenRefused('ILLEGAL_MOVE');
    made.when(miss(9, HISTORY)).then(['CommitmentMissed']);
    made.given(miss(11)).when(fulfil(12)).then(['CommitmentFulfilled']);
  });
  it('may be withdrawn by either side, and is then over', () => {
    for (const side of ['DEPARTMENT', 'IT'] as const) {
      made.when(withdraw(5, side)).then(['CommitmentWithdrawn', { withdrawnBy: side }]);
    }
    made.given(withdraw(5, 'DEPARTMENT')).when(fulfil(6)).thenRefused('ILLEGAL_MOVE');
  });
});
