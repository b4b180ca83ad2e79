/** What the board filters by: one field, or two of those that people combine most. A further field is checked a document at a time. */
const FILTERS = [
  [],
  ['state'],
  ['departmentId'],
  ['teamId'],
  ['channel'],
  ['kind'],
  ['departmentId', 'state'],
  ['teamId', 'state'],
  ['departmentId', 'teamId'],
] as const;
/** What the board orders by. */
const ORDERS = ['loggedAt', 'lastEventAt'] as const;

/** `byDepartmentIdStateLoggedAt: ['departmentId', 'state', 'loggedAt']` and so on. */
export const TICKET_INDEXES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  FILTERS.flatMap((filter) => ORDERS.map((order) => [...filter, order])).map((fields) => [
    `by${fields.map(capitalised).join('')}`,
    fields,
  ]),
);

function capitalised(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
