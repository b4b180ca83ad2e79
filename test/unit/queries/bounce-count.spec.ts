import { expect, it } from 'vitest';
import { BounceCount } from '../../../src/queries/bounce-matrix.js';

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
