import { invalidMapping } from './invalid-mapping.js';
import type { Mapping } from './mapping.js';

const OF_TICKETS = ['assignment', 'states', 'relationships', 'reported'] as const;

/** With `opening` a mapping's records are tickets, without it contacts: what is only of the one has no place in the other. Throws INVALID_MAPPING. */
export function checkRecordKind(mapping: Mapping): void {
  const { opening, interaction, registers } = mapping;
  if (opening !== undefined) {
    if (interaction?.ticket === undefined) return;
    const problem = 'the contact is about the ticket that it opens';
    throw invalidMapping('interaction.ticket', problem, 'Leave it out, or leave opening out where the rows are contacts.');
  }
  if (interaction === undefined) {
    throw invalidMapping('opening', 'this part is required, or interaction alone where the rows are contacts and no tickets');
  }
  const corrects = registers.departments.whenChanged === 'correct' ? ['registers.departments.whenChanged'] : [];
  const [part] = [...OF_TICKETS.filter((name) => mapping[name] !== undefined), ...corrects];
  if (part !== undefined) throw ofTickets(part, part);
}

/** A part, or a command, that speaks of tickets where none are opened. */
export const ofTickets = (field: string, what: string) =>
  invalidMapping(field, `${what} is of tickets, and no opening is declared`, 'Declare opening, or leave it out.');
