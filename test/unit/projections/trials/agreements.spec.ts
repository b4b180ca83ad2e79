import { describe, expect, it } from 'vitest';
import {
  commitmentStatus,
  commitmentVerdict,
  commitmentVerdicts,
  type CommitmentFact,
  ratingVerdicts,
} from '../../../../projections/trials/agreements.js';
import { attendanceWords, type TouchpointFact, touchpointVerdict } from '../../../../projections/trials/touchpoints.js';
import { monthOf } from '../../../../projections/kit/day.js';
import { fold } from '../../../../projections/kit/fold.js';
import { trialsProjection } from '../../../../projections/trials/projection.js';
import { InteractionStarted, InteractionTransferred } from '../../../../src/domain/interaction/events.js';
import { givenEvents, eventIn } from '../given-events.js';
import { at, DAY } from './ticket-life.js';

const on = (day: number) => at(day * DAY);

describe('a commitment (reliability)', () => {
  const fact = (what: CommitmentFact['what'], day: number, more: Partial<CommitmentFact> = {}): CommitmentFact => ({
    what,
    at: on(day),
    n: day,
    eventId: `e${day}`,
    ...more,
  });
  const made = fact('MADE', 0, { dueAt: on(10) });
  const verdicts = (...facts: readonly CommitmentFact[]) =>
    commitmentVerdicts([made, ...facts]).map(({ at: moment, success, from }) => [moment, success, from]);

  it('counts at its due date, kept early or not at all', () => {
    expect(verdicts(fact('FULFILLED', 2))).toEqual([[on(10), true, on(10)]]);
    expect(verdicts()).toEqual([[on(10), false, on(10)]]);
    expect(verdicts(fact('FULFILLED', 11))).toEqual([[on(10), false, on(10)]]);
    expect(verdicts(fact('FULFILLED', 10))).toEqual([[on(10), true, on(10)]]);
    expect(commitmentVerdict([made, fact('FULFILLED', 2)], on(9))).toBeNull();
    expect(commitmentVerdict([made], on(10))).toBe(false);
  });
  it('is moved by a renegotiation before its date, which asks for it anew; not by one after it', () => {
    const moved = fact('RENEGOTIATED', 5, { dueAt: on(20) });
    expect(verdicts(fact('FULFILLED', 2), moved)).toEqual([[on(20), false, on(20)]]);
    expect(verdicts(moved, fact('FULFILLED', 15))).toEqual([[on(20), true, on(20)]]);
    expect(verdicts(fact('RENEGOTIATED', 10, { dueAt: on(20) }), fact('FULFILLED', 15))).toEqual([[on(10), false, on(10)]]);
  });
  it('is a failure from a dispute until it is confirmed; fulfilling again settles nothing', () => {
    const facts = [fact('FULFILLED', 2), fact('DISPUTED', 12), fact('FULFILLED', 13), fact('CONFIRMED', 14)];
    expect(verdicts(...facts)).toEqual([
      [on(10), true, on(10)],
      [on(10), false, on(12)],
      [on(10), true, on(14)],
    ]);
    expect(commitmentVerdict([made, ...facts], on(13))).toBe(false);
    const again = [made, fact('FULFILLED', 2), fact('CONFIRMED', 11), fact('DISPUTED', 12)];
    expect(commitmentStatus(again)).toMatchObject({ isDisputed: true, confirmedAt: null });
  });
  it('is no trial when the department withdrew it by its date; what IT withdraws fails', () => {
    expect(verdicts(fact('WITHDRAWN', 10, { by: 'DEPARTMENT' }))).toEqual([]);
    expect(verdicts(fact('WITHDRAWN', 11, { by: 'DEPARTMENT' }))).toEqual([[on(10), false, on(10)]]);
    expect(verdicts(fact('WITHDRAWN', 5, { by: 'IT' }))).toEqual([[on(10), false, on(10)]]);
  });
});

describe('a planned touchpoint (engagement)', () => {
  const fact = (what: TouchpointFact['what'], day: number, more: Partial<TouchpointFact> = {}): TouchpointFact => ({
    what,
    at: on(day),
    n: day,
    eventId: `e${day}`,
    ...more,
  });
  const planned = fact('PLANNED', 0, { plannedFor: on(10) });
  const grace = (plannedFor: string) => new Date(Date.parse(plannedFor) + 7 * DAY * 60_000).toISOString();
  const verdict = (...facts: readonly TouchpointFact[]) => {
    const given = touchpointVerdict([planned, ...facts], grace);
    return given && [given.at, given.success];
  };
  it('counts when the grace is over: held with both sides by then', () => {
    expect(verdict(fact('HELD', 12, { joint: true }))).toEqual([on(17), true]);
    expect(verdict(fact('HELD', 17, { joint: true }))).toEqual([on(17), true]);
    expect(verdict(fact('HELD', 18, { joint: true }))).toEqual([on(17), false]);
    expect(verdict(fact('HELD', 12, { joint: false }))).toEqual([on(17), false]);
    expect(verdict(fact('HELD', 12, { joint: true }), fact('HELD', 18, { joint: true }))).toEqual([on(17), true]);
    expect(verdict()).toEqual([on(17), false]);
  });
  it('is none when the department called it off before its date; IT fails by doing so', () => {
    expect(verdict(fact('CANCELLED', 9, { by: 'DEPARTMENT' }))).toBeNull();
    expect(verdict(fact('CANCELLED', 11, { by: 'DEPARTMENT' }))).toEqual([on(17), false]);
    expect(verdict(fact('CANCELLED', 9, { by: 'IT' }))).toEqual([on(17), false]);
  });
  it('goes with the relationship, unless it was held before', () => {
    expect(verdict(fact('RELATIONSHIP_OVER', 9))).toBeNull();
    expect(verdict(fact('RELATIONSHIP_OVER', 11))).toEqual([on(17), false]);
    expect(verdict(fact('HELD', 8, { joint: true }), fact('RELATIONSHIP_OVER', 9))).toEqual([on(17), true]);
  });
  it('goes with the relationship also when it was counted before', () => {
    const pair = { teamId: 'desk', departmentId: 'ward' };
    const stream = 'relationship-desk.ward';
    const plan = { ...pair, touchpointId: 'T', type: 'ROUNDING', plannedFor: on(10) } as const;
    const [plannedThen, over] = givenEvents(
      eventIn(stream, on(0), { type: 'TouchpointPlanned', data: plan }),
      eventIn(stream, on(5), { type: 'RelationshipEnded', data: { ...pair, reason: 'MERGED' } }),
    );
    const documents = fold(trialsProjection, [plannedThen!]);
    expect(documents.get('pair:desk.ward')).toMatchObject({ days: { engagement: [{ trials: [1] }] } });
    expect(fold(trialsProjection, [over!], documents).get('pair:desk.ward')).toBeUndefined();
  });
  it('is kept also when it was held before its plan is said to have been made', () => {
    const late = [fact('HELD', 1, { joint: true }), { ...planned, at: on(2) }];
    expect(touchpointVerdict(late, grace)).toMatchObject({ at: on(17), success: true });
  });
  it('counts as recorded, whatever the other side says of it: that stands beside it', () => {
    const words = (...facts: readonly TouchpointFact[]) => attendanceWords([planned, ...facts]);
    const held = fact('HELD', 12, { joint: true, by: 'IT' });
    const disputed = fact('DISPUTED', 13, { by: 'DEPARTMENT' });
    const confirmed = fact('CONFIRMED', 14, { by: 'DEPARTMENT' });
    for (const more of [[], [disputed], [confirmed], [disputed, confirmed]])
      expect(verdict(held, ...more)).toEqual([on(17), true]);
    expect(words()).toBeNull();
    expect(words(held)).toEqual({ saidBy: 'IT', confirmation: 'NOT_CONFIRMED', disputedBy: null });
    expect(words(held, disputed)).toEqual({ saidBy: 'IT', confirmation: 'DISPUTED', disputedBy: 'DEPARTMENT' });
    expect(words(held, disputed, confirmed)).toEqual({ saidBy: 'IT', confirmation: 'CONFIRMED', disputedBy: null });
    expect(words(held, confirmed, fact('HELD', 15, { by: 'IT' }))).toMatchObject({ confirmation: 'NOT_CONFIRMED' });
    // Recorded by a system: it takes the word of both.
    const recorded = fact('HELD', 12, { joint: true });
    expect(words(recorded, confirmed)).toEqual({ saidBy: null, confirmation: 'NOT_CONFIRMED', disputedBy: null });
    expect(words(recorded, confirmed, fact('CONFIRMED', 15, { by: 'IT' }))).toMatchObject({ confirmation: 'CONFIRMED' });
  });
  it('holds as planned last before its date', () => {
    expect(verdict(fact('PLANNED', 9, { plannedFor: on(20) }))).toEqual([on(27), false]);
    expect(verdict(fact('PLANNED', 10, { plannedFor: on(20) }))).toEqual([on(17), false]);
  });
});

describe('one person’s word about a pair (treatment)', () => {
  it('is the last of a month, and counts at that rating', () => {
    const rating = (day: number, treatment: number) => ({ at: on(day), n: 0, eventId: `e${day}`, treatment, interactionId: 'I' });
    const given = ratingVerdicts([rating(0, 2), rating(5, 4), rating(40, 3)], (moment) => monthOf(moment));
    expect(given.map(({ at: moment, success, until }) => [moment, success, until])).toEqual([
      [on(0), false, on(5)],
      [on(5), true, undefined],
      [on(40), false, undefined],
    ]);
  });
});

describe('a contact', () => {
  const between = { interactionId: 'I1', departmentId: 'ward' };
  const began = InteractionStarted({ ...between, teamId: 'desk', channel: 'EMAIL', direction: 'FROM_IT', participants: [] });
  const passed = InteractionTransferred({ ...between, teamId: 'network', fromTeamId: 'desk', toTeamId: 'network', warm: true });

  it('is counted for the team that has it: with whom it began until it is passed on, then for the other', () => {
    const facts = [eventIn('interaction-I1', on(0), began), eventIn('interaction-I1', on(1), passed)];
    const days = [...fold(trialsProjection, givenEvents(...facts)).values()].filter((one) => one.kind === 'DAY');
    const counted = days.flatMap(({ trials }) =>
      trials.map(({ teamId, at: moment, from, until }) => [teamId, moment, from, until]),
    );
    expect(counted.toSorted()).toEqual([
      ['desk', on(0), on(0), on(1)],
      ['network', on(0), on(1), undefined],
    ]);
  });
});
