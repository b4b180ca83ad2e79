import type { Client, CombinedError, TypedDocumentNode } from '@urql/core';
import { useClient } from '@urql/preact';
import { useLayoutEffect, useState } from 'preact/hooks';

interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}
/** What a query for all teams and departments selects. Its connections take `after` from the variables of these names. */
interface Answer<Team, Department> {
  readonly teams: Connection<Team>;
  readonly departments: Connection<Department>;
}
interface After {
  readonly afterTeam?: string | null;
  readonly afterDepartment?: string | null;
}
interface AllSides<Team, Department> {
  readonly teams: readonly Team[];
  readonly departments: readonly Department[];
}
/** The answer to such a query, all pages together. */
export type EverySide<Query> =
  Query extends SidesQuery<infer Team, infer Department, infer _> ? AllSides<Team, Department> : never;
type SidesQuery<Team, Department, Variables extends object> = TypedDocumentNode<Answer<Team, Department>, Variables & After>;

/**
 * All teams and departments, page by page: one answer of the API has at most 500 of each.
 * @throws CombinedError when a page was refused or did not arrive
 */
export async function everySide<Team, Department, Variables extends object>(
  client: Pick<Client, 'query'>,
  query: SidesQuery<Team, Department, Variables>,
  variables: Variables,
): Promise<AllSides<Team, Department>> {
  const teams: Team[] = [];
  const departments: Department[] = [];
  let after: After = {};
  for (;;) {
    const { data, error } = await client.query(query, { ...variables, ...after }).toPromise();
    if (!data) throw error!;
    teams.push(...data.teams.edges.map(({ node }) => node));
    departments.push(...data.departments.edges.map(({ node }) => node));
    const [nextTeams, nextDepartments] = [data.teams.pageInfo, data.departments.pageInfo];
    if (!nextTeams.hasNextPage && !nextDepartments.hasNextPage) return { teams, departments };
    // The list that is complete has no further cursor: after its last one, its pages are empty.
    after = {
      afterTeam: nextTeams.endCursor ?? after.afterTeam ?? null,
      afterDepartment: nextDepartments.endCursor ?? after.afterDepartment ?? null,
    };
  }
}

/** All teams and departments as a query selects them: undefined until they are known. */
export function useEverySide<Team, Department, Variables extends object>(
  query: SidesQuery<Team, Department, Variables>,
  variables: Variables,
  pause = false,
): { readonly sides?: AllSides<Team, Department>; readonly error?: CombinedError } {
  const client = useClient();
  const [known, setKnown] = useState<{ sides?: AllSides<Team, Department>; error?: CombinedError }>({});
  useLayoutEffect(() => {
    if (pause) return undefined;
    let left = false;
    everySide(client, query, variables).then(
      (sides) => left || setKnown({ sides }),
      (error: CombinedError) => left || setKnown({ error }),
    );
    return () => {
      left = true;
    };
  }, [client, query, JSON.stringify(variables), pause]);
  return known;
}
