import { describe, expect, it } from 'vitest';
import { askRows, type Answered } from '../../../web/src/api/rows.js';

interface Given {
  readonly asOf?: string;
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
}
const ALL = Array.from({ length: 1_203 }, (_, place) => place);

/** A page as the API gives it: at most 500 rows. */
function answer({ first, after, last, before }: Given) {
  expect(first ?? last).toBeLessThanOrEqual(500);
  const end = before ? Number(before) : ALL.length;
  const rows =
    last === undefined ? ALL.slice(after ? Number(after) + 1 : 0).slice(0, first) : ALL.slice(Math.max(0, end - last), end);
  return {
    list: {
      totalCount: ALL.length,
      pageInfo: {
        hasNextPage: rows.at(-1)! < ALL.length - 1,
        endCursor: String(rows.at(-1)),
        hasPreviousPage: rows[0]! > 0,
        startCursor: String(rows[0]),
      },
      edges: rows.map((node) => ({ node })),
    },
  };
}
type Data = ReturnType<typeof answer>;
const listOf = ({ list }: Data) => list;

describe('the rows of a list', () => {
  const asked: Given[] = [];
  const askPage = async (given: Given): Promise<Answered<Data>> => {
    asked.push(given);
    return { data: answer(given) };
  };

  it.each([
    [25, [25]],
    [700, [500, 200]],
    [Infinity, [500, 500, 500]],
  ])('are the first %d, in as many answers as they need, from either end', async (wanted, sizes) => {
    asked.length = 0;
    const reached: number[] = [];
    const forward = await askRows(askPage, { asOf: 'then' }, { listOf, wanted, reached: (rows) => reached.push(rows) });
    expect(forward.rows).toEqual(ALL.slice(0, wanted));
    expect(asked.map(({ first }) => first)).toEqual(sizes);
    expect(new Set(asked.map(({ asOf }) => asOf))).toEqual(new Set(['then']));
    expect([reached.length, reached.at(-1)]).toEqual([sizes.length, forward.rows.length]);
    const backward = await askRows(askPage, {}, { listOf, wanted, backward: true });
    expect(backward.rows).toEqual(ALL.toReversed().slice(0, wanted));
  });

  it('are none when a later page is refused, rather than a part for all', async () => {
    const error = new Error('refused') as never;
    const refused = async (given: Given): Promise<Answered<Data>> => (given.after ? { error } : { data: answer(given) });
    expect(await askRows(refused, {}, { listOf, wanted: 600 })).toEqual({ error, rows: [] });
  });

  it('are none of an answer without the list', async () => {
    const none = async () => ({ data: { list: null } });
    expect(await askRows(none, {}, { listOf: ({ list }) => list, wanted: 25 })).toEqual({ data: { list: null }, rows: [] });
  });
});
