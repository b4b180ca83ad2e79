import { expect, it } from 'vitest';
import { AskGoalLinkage } from '../../../src/queries/goal-linkage.js';
import { MemoryViews } from '../../support/memory-views.js';
import { ticketOf } from '../../support/view-documents.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

const tickets = [
  ticketOf({ businessGoalId: 'g1' }),
  ticketOf({ businessGoalId: 'g1' }),
  ticketOf(),
  ticketOf({ departmentId: 'surgery', businessGoalId: 'g1' }),
  ticketOf({ loggedAt: '2026-04-01T00:00:00.000Z', businessGoalId: 'g2' }),
];
const views = new MemoryViews({ ticket: Object.fromEntries(tickets.map((ticket, place) => [`T${place}`, ticket])) });
const ask = (departmentId?: string) =>
  new AskGoalLinkage().execute(views.reader(), departmentId, '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z', NO_MERGERS);

it('tells how much of what was logged is tied to a goal; goals of two departments with one id are two', async () => {
  expect(await ask('radiology')).toEqual({ tickets: 3, linked: 2, proportion: 2 / 3, goals: 1 });
  expect(await ask()).toEqual({ tickets: 4, linked: 3, proportion: 0.75, goals: 2 });
  expect(await ask('nobody')).toEqual({ tickets: 0, linked: 0, proportion: null, goals: 0 });
});
