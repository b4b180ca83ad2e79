import { describe, expect, it } from 'vitest';
import type { DayTrial } from '../../../../projections/trials/documents.js';
import { countsAt, DayVerdicts, VerdictsOfDay } from '../../../../src/queries/score/day-verdicts.js';

it('a verdict stands from its moment on, and no longer at that at which it was told otherwise', () => {
  const on = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
  const [before, after] = [{ from: on(2), until: on(4) }, { from: on(4) }];
  expect([1, 2, 3, 4, 5].map((day) => [countsAt(before, on(day)), countsAt(after, on(day))])).toEqual([
    [false, false],
    [true, false],
    [true, false],
    [false, true],
    [false, true],
  ]);
});

describe('the verdicts of a day that is not over', () => {
  const DAY = 20_515;
  const hour = (hours: number) => `2026-03-03T${String(hours).padStart(2, '0')}:00:00.000Z`;
  const trial = (trialId: string, departmentId: string, success: boolean, from: number, until?: number): DayTrial => ({
    ...{ trialId, teamId: 'desk', departmentId, counted: 'reliability', success, subject: trialId, eventIds: [] },
    ...{ at: hour(from), from: hour(from), ...(until !== undefined && { until: hour(until) }) },
  });
  const day = VerdictsOfDay.of(DAY, {
    ...{ kind: 'DAY', day: DAY, changedAt: '1' },
    trials: [
      trial('A', 'icu', true, 8),
      trial('B', 'icu', false, 9, 11),
      trial('B', 'icu', true, 11),
      trial('C', 'lab', false, 10),
    ],
  });
  const icu = (verdicts: DayVerdicts) => verdicts.of('desk.icu', 'reliability');

  it('count from their moment on, and are summed by relationship and over all', () => {
    expect([7, 8, 9, 11].map((hours) => icu(day.upTo(hour(hours))))).toEqual([
      undefined,
      { d: DAY, s: 1, n: 1 },
      { d: DAY, s: 1, n: 2 },
      { d: DAY, s: 2, n: 2 },
    ]);
    expect([7, 9, 10].map((hours) => day.upTo(hour(hours)).ofAll('reliability'))).toEqual([
      { d: DAY, s: 0, n: 0 },
      { d: DAY, s: 1, n: 2 },
      { d: DAY, s: 1, n: 3 },
    ]);
    const several = (ids: readonly string[]) => day.upTo(hour(10)).ofSeveral(ids, 'reliability');
    expect(several(['desk.icu', 'desk.lab'])).toEqual({ d: DAY, s: 1, n: 3 });
    expect(several(['desk.lab', 'desk.theatre'])).toEqual({ d: DAY, s: 0, n: 1 });
    expect(icu(VerdictsOfDay.of(DAY, undefined).upTo(hour(10)))).toBeUndefined();
  });
  it('are the same object as long as none begins or ends, and another afterwards', () => {
    const at = day.upTo(hour(9));
    expect(day.upTo('2026-03-03T09:30:00.000Z')).toBe(at);
    expect(day.upTo(hour(10))).not.toBe(at);
  });
  it('leave that day open, which one that is over is not', () => {
    const { day: of, lastDay } = day.upTo(hour(10));
    expect([of, lastDay]).toEqual([DAY, DAY - 1]);
    expect(DayVerdicts.over(DAY).lastDay).toBe(DAY);
  });
});
