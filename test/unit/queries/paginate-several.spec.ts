import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import type { Page } from '../../../src/queries/paging/page.js';
import { paginate, readAll } from '../../../src/queries/paging/paginate.js';
import { MemoryViews } from '../../support/memory-views.js';

interface Thing {
  readonly id: string;
  readonly rank: number;
  readonly side: number;
}
const things = fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), rank: fc.nat(3), side: fc.nat(3) }), {
  selector: ({ id }) => id,
  maxLength: 40,
});
const asked = fc.record({
  sides: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
  orderBy: fc.constantFrom('rank' as const, undefined),
  descending: fc.boolean(),
  size: fc.integer({ min: 1, max: 5 }),
  backward: fc.boolean(),
  /** Things with such a rank are passed over. */
  hiddenRank: fc.constantFrom(undefined, 0, 1),
});

it('pages through several filters, and over what is hidden, as through one sorted list', () =>
  fc.assert(
    fc.asyncProperty(things, asked, async (all, { sides, orderBy, descending, size, backward, hiddenRank }) => {
      const reader = new MemoryViews({ thing: Object.fromEntries(all.map((thing) => [thing.id, thing])) }).reader();
      const admitted = all.filter(({ side }) => sides.includes(side));
      const isHidden = ({ rank }: Thing) => rank === hiddenRank;
      const listing = {
        view: 'thing',
        filter: sides.map((side) => ({ where: { side } })),
        ...(orderBy && { orderBy }),
        descending,
        ...(hiddenRank !== undefined && {
          hidden: { hides: isHidden, count: async () => admitted.filter(isHidden).length },
        }),
      };
      const place = ({ rank, id }: Thing) => `${orderBy ? rank : ''} ${id}`;
      const expected = admitted.filter((thing) => !isHidden(thing)).sort((a, b) => (place(a) < place(b) ? -1 : 1));
      if (descending) expected.reverse();

      const found: string[][] = [];
      for (let cursor: string | null = null; ;) {
        const page: Page<Thing> = await paginate<Thing>(
          reader,
          listing,
          backward ? { last: size, before: cursor } : { first: size, after: cursor },
        );
        found.push(page.edges.map(({ node }) => node.id));
        expect(await page.totalCount()).toBe(expected.length);
        expect(await (backward ? page.hasNextPage() : page.hasPreviousPage())).toBe(cursor !== null);
        cursor = backward ? page.startCursor : page.endCursor;
        if (!(await (backward ? page.hasPreviousPage() : page.hasNextPage()))) break;
      }
      if (backward) found.reverse();
      expect(found.flat()).toEqual(expected.map(({ id }) => id));

      const read: string[] = [];
      for await (const { id } of readAll<Thing>(reader, listing)) read.push(id);
      expect(read.sort()).toEqual(admitted.map(({ id }) => id).sort());
    }),
  ));
