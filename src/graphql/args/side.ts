/** How a team or department that a question may be narrowed to is declared. (docs/decisions/0006-identity-when-asked.md) */
export const SIDE = { nullable: true, description: 'With all that has gone on as it by the moment asked about.' } as const;
