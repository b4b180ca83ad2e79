import type { TypedDocumentNode } from '@urql/core';
import { expect, it } from 'vitest';
import { everySide } from '../../../web/src/shell/every-side.js';

interface Asked {
  readonly asOf?: string;
  readonly afterTeam?: string | null;
  readonly afterDepartment?: string | null;
}
const QUERY = {} as TypedDocumentNode<ReturnType<typeof answer>, Asked>;
const TEAMS = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];
const DEPARTMENTS = ['d1', 'd2', 'd3'];

/** A page as the API gives it: two rows, and no cursor where there are none. */
function page(ids: readonly string[], after: string | null | undefined) {
  const start = after ? ids.indexOf(after) + 1 : 0;
  const rows = ids.slice(start, start + 2);
  return {
    pageInfo: { hasNextPage: start + 2 < ids.length, endCursor: rows.at(-1) ?? null },
    edges: rows.map((node) => ({ node })),
  };
}
const answer = ({ afterTeam, afterDepartment }: Asked) => ({
  teams: page(TEAMS, afterTeam),
  departments: page(DEPARTMENTS, afterDepartment),
});
const clientOf = (answered: (variables: Asked) => object) =>
  ({ query: (_: unknown, variables: Asked) => ({ toPromise: async () => answered(variables) }) }) as never;

it('has all teams and departments once, however many pages each list has', async () => {
  const asked: Asked[] = [];
  const client = clientOf((variables) => {
    asked.push(variables);
    return { data: answer(variables) };
  });
  expect(await everySide(client, QUERY, { asOf: 'then' })).toEqual({ teams: TEAMS, departments: DEPARTMENTS });
  expect(asked.map(({ asOf }) => asOf)).toEqual(['then', 'then', 'then', 'then']);
});

it('says why there are none when a later page is refused, rather than giving a part for all', async () => {
  const error = new Error('refused');
  const client = clientOf(({ afterTeam, ...others }) => (afterTeam ? { error } : { data: answer(others) }));
  await expect(everySide(client, QUERY, {})).rejects.toBe(error);
});
