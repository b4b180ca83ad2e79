/** Answers to how it stands everywhere, of 500 pairs each. */
export function standingOf({ teams, departments }: { teams: number; departments: number }) {
  const ids = (kind: string, count: number) => Array.from({ length: count }, (_, place) => `${kind}-${place}`);
  const node = (teamId: string, departmentId: string, place: number) => {
    const known = place % 7 !== 0 && {
      state: 'SCORED',
      value: 60 + (place % 30),
      low: 50 + (place % 30),
      high: 70 + (place % 30),
    };
    const score = known || { state: 'INSUFFICIENT_DATA', value: null, low: null, high: null };
    return {
      node: {
        relationshipId: `${teamId}.${departmentId}`,
        teamId,
        departmentId,
        score: { ...score, coverage: 0.7, weakest: null },
      },
    };
  };
  const pairs = ids('department', departments).flatMap((departmentId, row) =>
    ids('team', teams).map((teamId, column) => node(teamId, departmentId, row * teams + column)),
  );
  return (after = '0') => {
    const end = Number(after) + 500;
    const relationships = {
      totalCount: pairs.length,
      pageInfo: { endCursor: String(end), hasNextPage: end < pairs.length },
      edges: pairs.slice(Number(after), end),
    };
    return {
      data: {
        relationships,
        teams: { edges: ids('team', teams).map((teamId) => ({ node: { teamId, name: teamId } })) },
        departments: {
          edges: ids('department', departments).map((departmentId) => ({ node: { departmentId, name: departmentId } })),
        },
      },
    };
  };
}
