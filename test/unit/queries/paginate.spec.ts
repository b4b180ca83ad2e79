import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { encodeCursor, type Page } from '../../../src/queries/paging/page.js';
import { paginate } from '../../../src/queries/paging/paginate.js';
import { MemoryViews } from '../../support/memory-views.js';

interface Thing {
  readonly id: string;
  readonly rank: number;
}
/** Few ranks among many things, so that the key must break ties. */
const things = fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-z]{1,4}$/), rank: fc.nat(3) }), {
  selector: ({ id }) => id,
  maxLength: 30,
});
const listings = fc.record({ orderBy: fc.constantFrom('rank', undefined), descending: fc.boolean() });
type Listing = { readonly orderBy: string | undefined; readonly descending: boolean };

const readerOf = (all: readonly Thing[]) =>
  new MemoryViews({ thing: Object.fromEntries(all.map((thing) => [thing.id, thing])) }).reader();
const listed = ({ orderBy, descending }: Listing) => ({ view: 'thing', filter: {}, descending, ...(orderBy && { orderBy }) });

async function walk(all: readonly Thing[], listing: Listing, size: number, backward: boolean): Promise<Page<Thing>[]> {
  const pages: Page<Thing>[] = [];
  for (let cursor: string | null = null; ;) {
    const args = backward ? { last: size, before: cursor } : { first: size, after: cursor };
    const page: Page<Thing> = await paginate(readerOf(all), listed(listing), args);
    pages.push(page);
    cursor = backward ? page.startCursor : page.endCursor;
    if (!(await (backward ? page.hasPreviousPage() : page.hasNextPage()))) return pages;
  }
}
const idsOf = (pages: readonly Page<Thing>[]) => pages.map(({ edges }) => edges.map(({ node }) => node.id));

describe('paging', () => {
  it('finds the same walking forwards as walking backwards, each thing once', () =>
    fc.assert(
      fc.asyncProperty(things, listings, fc.integer({ min: 1, max: 7 }), async (all, listing, size) => {
        const forwards = idsOf(await walk(all, listing, size, false)).flat();
        const backwards = idsOf(await walk(all, listing, size, true))
          .reverse()
          .flat();
        expect(backwards).toEqual(forwards);
        expect([...forwards].sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    ));

  it('knows on every page whether anything lies before and after it', () =>
    fc.assert(
      fc.asyncProperty(things, listings, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (all, listing, size, backward) => {
        const pages = await walk(all, listing, size, backward);
        if (backward) pages.reverse();
        const [first, last] = [pages[0], pages.at(-1)];
        for (const page of pages) {
          expect(await page.hasPreviousPage()).toBe(page !== first);
          expect(await page.hasNextPage()).toBe(page !== last);
          expect(await page.totalCount()).toBe(all.length);
        }
      }),
    ));

  it('looks back from an empty page past the end', async () => {
    const all = [{ id: 'a', rank: 1 }];
    const [page] = await walk(all, { orderBy: 'rank', descending: false }, 5, false);
    const beyond = await paginate(readerOf(all), listed({ orderBy: 'rank', descending: false }), { after: page!.endCursor });
    expect(beyond.edges).toEqual([]);
    expect([await beyond.hasPreviousPage(), await beyond.hasNextPage()]).toEqual([true, false]);
  });

  it('asks for 50 when not told how many', async () => {
    const all = Array.from({ length: 60 }, (_, n) => ({ id: `t${n}`, rank: n }));
    expect((await paginate(readerOf(all), listed({ orderBy: 'rank', descending: false }), {})).edges).toHaveLength(50);
  });

  it.each([
    ['text that is no cursor', 'nonsense'],
    ['a cursor of another order', encodeCursor('thing:', { value: null, key: 'a' })],
    ['a cursor with something else inside', Buffer.from('["thing:rank",{},"a"]').toString('base64url')],
  ])('refuses %s', (_, after) =>
    expect(paginate(readerOf([]), listed({ orderBy: 'rank', descending: false }), { after })).rejects.toMatchObject({
      code: 'INVALID_CURSOR',
    }),
  );

  it.each([
    [{ first: 501 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ last: 501 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ last: 1, after: 'x' }, 'after'],
    [{ first: 1, before: 'x' }, 'before'],
  ])('refuses %j and names the argument', (args, field) =>
    expect(paginate(readerOf([]), listed({ orderBy: undefined, descending: false }), args)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      field,
    }),
  );
});
