import { describe, expect, it } from 'vitest';
import type { Place, PageArgs } from '../../../src/queries/paging/page.js';
import { comparePlaces, pageOfList } from '../../../src/queries/paging/paginate.js';

const place = (value: number | null, key: string): Place => ({ value, key });
const PLACES = [place(null, 'a'), place(2, 'z'), place(-1, 'm'), place(2, 'b'), place(null, 'c')].sort(comparePlaces);
const page = (args: PageArgs, places = PLACES) => pageOfList(places, (one) => one, 'order', args);
const keysOf = (args: PageArgs) => page(args).edges.map(({ node }) => node.key);

describe('pageOfList', () => {
  it('orders by value, then by key, the valueless last', () => expect(keysOf({ first: 5 })).toEqual(['m', 'b', 'z', 'a', 'c']));

  it.each([1, 2, 3, 5])('walks the whole list in pages of %i, either way', async (size) => {
    for (const backward of [false, true]) {
      const seen: string[] = [];
      for (let cursor: string | null = null; ;) {
        const one = page(backward ? { last: size, before: cursor } : { first: size, after: cursor });
        const keys = one.edges.map(({ node }) => node.key);
        if (backward) seen.unshift(...keys);
        else seen.push(...keys);
        expect(await (backward ? one.hasNextPage() : one.hasPreviousPage())).toBe(cursor !== null);
        if (!(await (backward ? one.hasPreviousPage() : one.hasNextPage()))) break;
        cursor = backward ? one.startCursor : one.endCursor;
      }
      expect(seen).toEqual(['m', 'b', 'z', 'a', 'c']);
    }
  });

  it('goes on at the place even when what stood there has moved', () => {
    const after = page({ first: 2 }).endCursor;
    const now = PLACES.filter(({ key }) => key !== 'b');
    expect(page({ first: 2, after }, now).edges.map(({ node }) => node.key)).toEqual(['z', 'a']);
  });

  it('refuses the cursor of another order', () => {
    const after = pageOfList(PLACES, (one) => one, 'another', { first: 1 }).endCursor;
    expect(() => page({ first: 1, after })).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });
});
