import { expect, it } from '@jest/globals';
import { dayOf } from '../../../projections/kit/day.js';
import { organisationProjection } from '../../../projections/organisation/projection.js';
import { documentsOf } from './documents-of.js';
import { march, rated, resolved } from './stories.js';
import { planned } from './touchpoint-stories.js';

const year2026 = (at: string, successes: number, trials: number) => [
  { year: 2026, days: [dayOf(at)], successes: [successes], trials: [trials] },
];
const nothing = { reliability: [], responsiveness: [], durability: [], treatment: [], transparency: [], engagement: [] };

it('sums what was tried with anybody, under the month of the verdict', () => {
  const april = '2026-04-02T08:00:00.000Z';
  const documents = documentsOf(
    organisationProjection,
    rated(march(5), 5, true),
    rated(march(5), 1, true, 1, 'pacs'),
    planned,
    resolved(march(20), april),
  );
  expect(Object.fromEntries(documents)).toEqual({
    '2026-03': {
      month: '2026-03',
      components: { ...nothing, treatment: year2026(march(5), 1, 2), engagement: year2026(march(10), 0, 1) },
    },
    '2026-04': { month: '2026-04', components: { ...nothing, durability: year2026(april, 1, 1) } },
  });
});
