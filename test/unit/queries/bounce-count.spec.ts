import { expect, it } from 'vitest';
import { AskBounceMatrix, BounceCount } from '../../../src/queries/bounce-matrix.js';
import { MemoryViews } from '../../support/memory-views.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

it('tells how many tickets were handed on how often', () => {
  const count = new BounceCount();
  for (const ticketId of ['a', 'b', 'c', 'c', 'c'])
    count.add({ eventId: 'e', at: '2026-03-01T00:00:00.000Z', ticketId, fromTeamId: 'desk', toTeamId: 'network' });
  const { total, tickets, distribution } = count.matrix();
  expect({ total, tickets, distribution }).toEqual({
    total: 5,
    tickets: 3,
    distribution: [
      { times: 1, tickets: 2 },
      { times: 3, tickets: 1 },
    ],
  });
});

it('counts those from a moment on and before another, so that periods that meet add up', async () => {
  const on = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
  const bounces = [1, 2, 3].map((day) => ({
    eventId: `e${day}`,
    at: on(day),
    ticketId: 'T',
    fromTeamId: 'desk',
    toTeamId: 'net',
  }));
  const document = { kind: 'BOUNCES', departmentId: 'icu', month: '2026-03', bounces };
  const reader = new MemoryViews({ trials: { 'bounces:icu.2026-03': document } }).reader();
  const total = async (from?: string, to?: string) =>
    (await new AskBounceMatrix().execute(reader, undefined, from, to, NO_MERGERS)).total;
  expect(await Promise.all([total(undefined, on(2)), total(on(2), on(3)), total(on(3)), total()])).toEqual([1, 1, 1, 3]);
});
