import { describe, expect, it } from '@jest/globals';
import { trialsProjection } from '../../../projections/trials/projection.js';
import * as t from '../../../src/domain/ticket/events.js';
import { fulfilled, made, withdrawn } from './commitment-stories.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { Told } from './given-events.js';
import { assigned, DEPARTMENT, held, march, rated, reopened, resolved, TEAM, ticket } from './stories.js';
import { calledOff, heldWith, notHeld, planned } from './touchpoint-stories.js';

const trial = (key: string, ...facts: readonly Told[]) => documentOf(trialsProjection, key, ...facts);
const counted = (...facts: readonly Told[]) =>
  [...documentsOf(trialsProjection, ...facts).values()]
    .filter((one) => one.counted)
    .map(({ at, success, times }) => ({ at, success, times }));

describe('the evidence of a first answer', () => {
  const KEY = 'ticket-T1#ACK';
  const clock = { teamId: TEAM, dueAt: march(2) };
  const acknowledged = (at: string) => ticket(at, t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human: true, clock }));

  it('is the assignment until somebody answers', () => {
    expect(trial(KEY, assigned(march(1, 9), march(2)))).toEqual({
      trialId: KEY,
      relationshipId: `${TEAM}.${DEPARTMENT}`,
      teamId: TEAM,
      departmentId: DEPARTMENT,
      component: 'responsiveness',
      at: march(2),
      success: false,
      counted: true,
      times: 1,
      subject: 'T1',
      eventIds: ['ticket-T1@0'],
    });
  });
  it('is both when the answer comes, in time or not', () => {
    const both = { eventIds: ['ticket-T1@0', 'ticket-T1@1'], times: 1 };
    expect(trial(KEY, assigned(march(1, 9), march(2)), acknowledged(march(1, 12)))).toMatchObject({
      ...both,
      at: march(1, 12),
      success: true,
    });
    expect(trial(KEY, assigned(march(1, 9), march(2)), acknowledged(march(3)))).toMatchObject({
      ...both,
      at: march(2),
      success: false,
    });
  });
  it('does not count once the request is withdrawn', () => {
    const cancelled = ticket(march(1, 10), t.TicketCancelled({ ...held, from: 'NEW', clock }));
    expect(trial(KEY, assigned(march(1, 9), march(2)), cancelled)).toMatchObject({ counted: false, times: 0 });
  });
});

describe('the evidence of what may be tried again', () => {
  const word = (at: string, nextUpdateBy?: string, due?: string) => {
    const said = { ...held, visibility: 'DEPARTMENT', proactive: true, human: true } as const;
    const answers = due ? { answers: { teamId: TEAM, dueAt: due } } : {};
    return ticket(at, t.TicketUpdateShared({ ...said, ...answers, ...(nextUpdateBy ? { nextUpdateBy } : {}) }));
  };

  it('counts a word promised until the same moment again beside the first', () => {
    const renewed = [word(march(1), march(4)), word(march(2), march(4), march(4))];
    expect(counted(...renewed)).toEqual([
      { at: march(4), success: false, times: 1 },
      { at: march(2), success: true, times: 1 },
    ]);
    expect(counted(...renewed, word(march(2), undefined, march(4)))).toEqual([{ at: march(2), success: true, times: 2 }]);
  });
  it('counts each resolution', () => {
    const undone = reopened(march(9), { resolvedAt: march(6), heldUntil: march(20) });
    expect(counted(resolved(march(6), march(20)), undone, resolved(march(10), march(24), 2))).toEqual([
      { at: march(9), success: false, times: 1 },
      { at: march(24), success: true, times: 1 },
    ]);
  });
  it('moves to the right department', () => {
    const corrected = t.TicketDepartmentCorrected({
      ticketId: 'T1',
      teamId: TEAM,
      fromDepartmentId: DEPARTMENT,
      toDepartmentId: 'surgery',
      state: 'RESOLVED',
      loggedAt: march(1),
      record: { promises: [], resolutions: [{ teamId: TEAM, resolvedAt: march(6), heldUntil: march(20) }] },
    });
    const documents = [...documentsOf(trialsProjection, resolved(march(6), march(20)), ticket(march(8), corrected)).values()];
    expect(documents).toMatchObject([{ departmentId: 'surgery', relationshipId: `${TEAM}.surgery`, times: 1 }]);
  });
});

describe('the evidence of other streams', () => {
  it('is each answer about a contact', () => {
    expect(trial('interaction-I1#interaction-I1@0', rated(march(5), 4, false))).toMatchObject({
      component: 'treatment',
      subject: 'I1',
      at: march(5),
      success: true,
    });
  });
  it('is what became of a commitment', () => {
    const KEY = 'commitment-C1#KEPT';
    expect(trial(KEY, made)).toMatchObject({ component: 'reliability', subject: 'C1', at: march(5), success: false });
    expect(trial(KEY, made, fulfilled(march(4)))).toMatchObject({
      at: march(4),
      success: true,
      eventIds: ['commitment-C1@0', 'commitment-C1@1'],
    });
    expect(trial(KEY, made, withdrawn)).toMatchObject({ counted: false, times: 0 });
  });
  it('is what became of a planned meeting', () => {
    const KEY = `relationship-${TEAM}.${DEPARTMENT}#V1`;
    const both = ['relationship-desk.radiology@0', 'relationship-desk.radiology@1'];
    const missed = { component: 'engagement', subject: 'V1', at: march(10), success: false };
    expect(trial(KEY, planned)).toMatchObject(missed);
    expect(trial(KEY, planned, notHeld)).toMatchObject({ ...missed, eventIds: both });
    expect(trial(KEY, planned, heldWith(['p1'], []))).toMatchObject({ ...missed, eventIds: both });
    expect(trial(KEY, planned, calledOff)).toMatchObject({ counted: false, eventIds: both });
    expect(trial(KEY, planned, heldWith(['p1'], ['p2']))).toMatchObject({ at: march(12), success: true, eventIds: both });
  });
});
