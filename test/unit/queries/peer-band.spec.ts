import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../src/queries/days.js';
import { AskPeerBand, AskPeerBandHandler } from '../../../src/queries/peers/ask-peer-band.js';
import { MemoryViews } from '../../support/memory-views.js';
import { departmentOf, relationshipOf } from '../../support/view-documents.js';

/** Trials of the quarter before April 2026, and some before and after it, which must not count. */
const QUARTER = [dayOf('2025-12-31T12:00:00.000Z'), dayOf('2026-02-10T00:00:00.000Z'), dayOf('2026-04-01T00:00:00.000Z')];
function views(trials: Readonly<Record<string, readonly [successes: number, trials: number]>>): MemoryViews {
  const relationship = Object.entries(trials).map(([departmentId, [successes, n]]) => {
    const treatment = [{ year: 2026, days: QUARTER, successes: [50, successes, 50], trials: [50, n, 50] }];
    return [
      `desk.${departmentId}`,
      relationshipOf('desk', departmentId, { components: { ...relationshipOf('desk', departmentId).components, treatment } }),
    ] as const;
  });
  return new MemoryViews({
    relationship: Object.fromEntries(relationship),
    department: Object.fromEntries(Object.keys(trials).map((id) => [id, departmentOf(id)])),
  });
}
const ask = (given: MemoryViews, asOf = '2026-05-17T12:00:00.000Z') =>
  new AskPeerBandHandler().execute(new AskPeerBand(given.reader(), 'CLINICAL', 'treatment', asOf));
const shownOf = async (trials: Parameters<typeof views>[0]) =>
  (await ask(views(trials))).departments.filter(({ state }) => state === 'SHOWN').map(({ departmentId }) => departmentId);

describe('AskPeerBand', () => {
  it('puts each department in the funnel of the others, over the last quarter that is over, by id', async () => {
    const { departments, firstDay, lastDay } = await ask(views({ b: [80, 100], a: [20, 100], c: [78, 100] }));
    expect([firstDay, lastDay]).toEqual([dayOf('2026-01-01T00:00:00.000Z'), dayOf('2026-03-31T00:00:00.000Z')]);
    expect(departments.map(({ departmentId, band }) => [departmentId, band?.proportion, band?.pooled, band?.standing])).toEqual([
      ['a', 0.2, 0.79, 'FAR_BELOW'],
      ['b', 0.8, 0.49, 'FAR_ABOVE'],
      ['c', 0.78, 0.5, 'FAR_ABOVE'],
    ]);
  });

  it('answers the same on every day of the quarter after', async () => {
    const given = views({ a: [20, 100], b: [80, 100] });
    expect(await ask(given, '2026-06-30T23:59:59.998Z')).toEqual(await ask(given, '2026-03-31T23:59:59.999Z'));
  });

  it('suppresses a small department, and another one with it that would give it away', async () => {
    expect(await shownOf({ a: [2, 3], b: [8, 10], c: [70, 100] })).toEqual(['c']);
    expect(await shownOf({ a: [2, 3], b: [1, 4], c: [70, 100] })).toEqual(['c']);
    expect(await shownOf({ a: [0, 4] })).toEqual([]);
  });

  it('shows no number of a suppressed department', async () => {
    const { departments } = await ask(views({ a: [2, 3], b: [8, 10], c: [70, 100] }));
    expect(departments[0]).toEqual({ departmentId: 'a', state: 'SUPPRESSED', band: null });
  });
});
