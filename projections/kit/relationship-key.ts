/** A relationship is named by its two sides. Ids have no dot. */
export const relationshipKey = (teamId: string, departmentId: string) => `${teamId}.${departmentId}`;
