import { expect, it } from 'vitest';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { AskIntervention } from '../../../src/queries/improvements.js';
import { MemoryViews } from '../../support/memory-views.js';
import { trialViews } from '../../support/view-documents.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

const DELIVERED = '2026-03-10T08:00:00.000Z';
const trial = (month: number) => {
  const at = new Date(Date.UTC(2026, month, 5)).toISOString();
  const of = { counted: 'durability', teamId: 'desk', departmentId: 'icu', at, from: at } as const;
  return { ...of, trialId: `T${month}`, subject: 'T', success: true, eventIds: [] };
};
const improvement = { teamId: 'desk', departmentId: 'icu', measureId: 'DURABILITY', deliveredAt: DELIVERED };
const reader = new MemoryViews({ trials: trialViews([1, 2, 3].map(trial)) }).reader();

it.each([
  ['2026-03-10T07:59:59.999Z', 'NOT_DELIVERED', null, undefined],
  [DELIVERED, 'ANALYSED', DELIVERED, undefined],
  ['2026-05-01T00:00:00.000Z', 'ANALYSED', DELIVERED, 1],
])('an improvement as of %s is %s', async (asOf, state, at, after) => {
  const found = await new AskIntervention(new DatedSettings()).execute(reader, improvement, undefined, asOf, NO_MERGERS);
  expect([found.state, found.at, found.analysis?.after?.trials]).toEqual([state, at, after]);
});
