/** The key of the relationship between a team and a department. Ids hold no dot, so that it reads only one way. */
export const relationshipId = (teamId: string, departmentId: string): string => `${teamId}.${departmentId}`;

/** The two sides that an id names. */
export function pairOf(id: string): { readonly teamId: string; readonly departmentId: string } {
  const dot = id.indexOf('.');
  return { teamId: id.slice(0, dot), departmentId: id.slice(dot + 1) };
}
