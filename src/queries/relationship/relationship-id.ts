/** The key of the relationship between a team and a department. Ids hold no dot, so that it reads only one way. */
export const relationshipId = (teamId: string, departmentId: string): string => `${teamId}.${departmentId}`;
