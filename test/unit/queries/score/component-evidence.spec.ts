import { describe, expect, it } from 'vitest';
import type { DayTrial } from '../../../../projections/trials/documents.js';
import { DatedSettings } from '../../../../src/queries/dated-settings.js';
import { componentEvidence } from '../../../../src/queries/score/component-evidence.js';
import type { PageArgs } from '../../../../src/queries/paging/page.js';
import { MemoryViews } from '../../../support/memory-views.js';
import { trialViews } from '../../../support/view-documents.js';

const on = (day: number, hour = 8) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const trial = (trialId: string, at: string, given: Partial<DayTrial> = {}): DayTrial => ({
  ...{ trialId, teamId: 'desk', departmentId: 'icu', counted: 'reliability', at, from: at, success: true },
  ...{ subject: trialId, eventIds: [], ...given },
});
/** Two trials on each of twenty days, more than are read at a time; others of which none is asked for. */
const views = new MemoryViews({
  trials: trialViews([
    ...Array.from({ length: 20 }, (_, n) => [trial(`a${n + 1}`, on(n + 1)), trial(`b${n + 1}`, on(n + 1, 9))]).flat(),
    trial('other component', on(3), { counted: 'durability' }),
    trial('other pair', on(3), { departmentId: 'lab' }),
  ]),
});
async function page(asOf: string, args: PageArgs, relationshipIds = ['desk.icu']) {
  const question = { relationshipIds, component: 'reliability', asOf } as const;
  const found = await componentEvidence(views.reader(), new DatedSettings(), question, args);
  return { ...found, ids: found.edges.map(({ node }) => node.trialId) };
}

describe('the trials behind a number', () => {
  it('are those up to its moment, the latest first: those of that very moment as well, none after it', async () => {
    const ids = async (asOf: string) => (await page(asOf, { first: 50 })).ids;
    expect(await ids(on(2))).toEqual(['a2', 'b1', 'a1']);
    expect(await ids('2026-03-02T07:59:59.999Z')).toEqual(['b1', 'a1']);
    expect(await ids(on(1, 7))).toEqual([]);
    expect(await (await page(on(2), {})).totalCount()).toBe(3);
    expect((await page(on(3, 8), { first: 2 }, ['desk.lab', 'desk.icu'])).ids).toEqual(['other pair', 'a3']);
  });
  it.each([1, 3, 32, 39, 40])('come by pages of %i, forwards and backwards, each once', async (size) => {
    const all = Array.from({ length: 20 }, (_, n) => [`b${20 - n}`, `a${20 - n}`]).flat();
    const forwards: string[] = [];
    for (let after: string | undefined; ;) {
      const { ids, endCursor, hasNextPage, hasPreviousPage } = await page(on(30), { first: size, ...(after && { after }) });
      expect(await hasPreviousPage()).toBe(after !== undefined);
      forwards.push(...ids);
      if (!(await hasNextPage())) break;
      after = endCursor!;
    }
    expect(forwards).toEqual(all);
    const backwards: string[] = [];
    for (let before: string | undefined; ;) {
      const { ids, startCursor, hasNextPage, hasPreviousPage } = await page(on(30), { last: size, ...(before && { before }) });
      expect(await hasNextPage()).toBe(before !== undefined);
      backwards.unshift(...ids);
      if (!(await hasPreviousPage())) break;
      before = startCursor!;
    }
    expect(backwards).toEqual(all);
  });
  it('have both verdicts of a trial that was told otherwise, each at its time', async () => {
    const corrected = new MemoryViews({
      trials: trialViews([trial('a', on(1), { until: on(5) }), trial('a', on(1), { from: on(5), success: false })]),
    });
    const at = async (asOf: string) => {
      const question = { relationshipIds: ['desk.icu'], component: 'reliability', asOf } as const;
      return (await componentEvidence(corrected.reader(), new DatedSettings(), question, {})).edges.map(
        ({ node }) => node.success,
      );
    };
    expect([await at(on(4)), await at(on(5))]).toEqual([[true], [false]]);
  });
});
