/** A ticket has one clock of the first answer, and a promise of a next word for each moment that was promised. Ids have no dot. */
export const acknowledgementKey = (ticketId: string) => `${ticketId}.ACK`;
export const updateKey = (ticketId: string, dueAt: string) => `${ticketId}.${dueAt}`;
export const ticketIdOf = (key: string) => key.slice(0, key.indexOf('.'));
