import { expect, it } from 'vitest';
import { countsAt } from '../../../../src/queries/score/day-verdicts.js';

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
