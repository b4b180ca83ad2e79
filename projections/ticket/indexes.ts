/**
 * What the board filters and orders by. No more, since each is written anew with almost every event of a ticket: of several filters one is found
 * by the index, the others are checked a document at a time.
 */
const BOARD = [
  ['loggedAt'],
  ['state', 'loggedAt'],
  ['departmentId', 'loggedAt'],
  ['teamId', 'loggedAt'],
  ['channel', 'loggedAt'],
  ['kind', 'loggedAt'],
  ['requesterRef', 'loggedAt'],
  ['assigneeRef', 'loggedAt'],
  ['priority', 'loggedAt'],
  ['externalId', 'loggedAt'],
  ['lastEventAt'],
  ['state', 'lastEventAt'],
  ['departmentId', 'lastEventAt'],
  ['teamId', 'lastEventAt'],
] as const;

/** `byDepartmentIdLoggedAt: ['departmentId', 'loggedAt']` and so on. */
export const TICKET_INDEXES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  BOARD.map((fields) => [`by${fields.map(capitalised).join('')}`, fields]),
);

function capitalised(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
