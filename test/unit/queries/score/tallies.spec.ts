import { expect, it } from 'vitest';
import { COMPONENTS } from '../../../../src/domain/components.js';
import { COUNTERS } from '../../../../projections/trials/counts.js';
import { talliesAsOf, type CountedPair } from '../../../../src/queries/score/tallies.js';

const on = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
const DAY = 20_000;
/** One success on the day; told on 5 March to have been a failure. */
const pair: CountedPair = {
  components: {
    ...(Object.fromEntries([...COMPONENTS, ...COUNTERS].map((name) => [name, []])) as unknown as CountedPair['components']),
    reliability: [{ year: 2024, days: [DAY], successes: [1], trials: [1] }],
  },
  corrections: [{ from: on(5), day: DAY, counted: 'reliability', successes: -1, trials: 0, verdicts: 1 }],
};

it.each([
  ['before it was told', DAY, on(4), [{ d: DAY, s: 1, n: 1 }]],
  ['from the moment on at which it was told, on the last day that is over', DAY, on(5), [{ d: DAY, s: 0, n: 1 }]],
  ['not before the day is over', DAY - 1, on(5), []],
])('a settled verdict told otherwise counts %s', (_, lastDay, correctedUpTo, expected) => {
  expect([...talliesAsOf(pair, 'reliability', { lastDay, correctedUpTo })]).toEqual(expected);
});
