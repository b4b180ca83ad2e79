import { expect, it } from '@jest/globals';
import type { PromiseDocument } from '../../../projections/promises/document.js';
import { AskSilenceDistribution, AskSilenceDistributionHandler } from '../../../src/queries/silence/silence-distribution.js';
import { MemoryViews } from '../../support/memory-views.js';
import { promiseOf } from '../../support/view-documents.js';

const DUE = '2026-03-02T08:00:00.000Z';
const after = (minutes: number) => new Date(Date.parse(DUE) + minutes * 60_000).toISOString();
const ended = (outcome: PromiseDocument['outcome'], minutes: number, given: Partial<PromiseDocument> = {}) =>
  promiseOf({ dueAt: DUE, open: false, endedAt: after(minutes), outcome, ...given });

const promises = [
  ended('KEPT', -10),
  ended('VOID', -10),
  ended('LATE', 60),
  ended('LATE', 61),
  ended('LATE', 1_440),
  ended('MISSED', 5_000),
  // Nobody answered, but the ticket had ended before the word was due.
  ended('MISSED', -30),
  promiseOf({ dueAt: DUE }),
  ended('LATE', 20, { departmentId: 'surgery' }),
  ended('LATE', 20, { dueAt: '2026-02-28T23:59:59.999Z' }),
  ended('LATE', 20, { dueAt: '2026-04-01T00:00:00.000Z' }),
];
const views = new MemoryViews({ promises: Object.fromEntries(promises.map((promise, place) => [`p${place}`, promise])) });
const ask = (departmentId?: string) =>
  new AskSilenceDistributionHandler().execute(
    new AskSilenceDistribution(views.reader(), departmentId, '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'),
  );

it('counts what fell due in the period, and how long the silences were that have ended', async () => {
  expect(await ask('radiology')).toEqual({
    due: 7,
    kept: 1,
    late: 3,
    missed: 2,
    open: 1,
    silences: { upTo1Hour: 1, upTo4Hours: 1, upTo1Day: 1, upTo3Days: 0, longer: 1 },
    medianMinutes: 61,
    p90Minutes: 5_000,
  });
  expect(await ask()).toMatchObject({ due: 8, late: 4 });
  expect(await ask('nobody')).toMatchObject({ due: 0, medianMinutes: null, p90Minutes: null });
});
