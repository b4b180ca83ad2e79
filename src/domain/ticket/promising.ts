import { isHistory } from '../kernel/command.js';
import { illegalMove, invalidInput } from '../kernel/refusals.js';
import type { TicketCommand } from './commands.js';
import type { Ticket } from './state.js';

/**
 * The moment that a command promises the next word by, if it may be promised. Of history what cannot be a promise is left out.
 * @throws RapportError INVALID_INPUT when it lies before the promise itself; ILLEGAL_MOVE when no team is there to keep it.
 */
export function statedPromise(
  command: TicketCommand,
  field: string,
  by: string | undefined,
  teamId: string | undefined,
  ticket: Ticket,
): string | undefined {
  if (by === undefined) return undefined;
  if (by <= command.occurredAt) {
    if (isHistory(command)) return undefined;
    throw invalidInput(field, `${by} is not after ${command.occurredAt}, when it is promised`, 'Promise a later moment.');
  }
  if (teamId !== undefined) return by;
  if (isHistory(command)) return undefined;
  throw illegalMove('ticket', ticket.logged.ticketId, 'is held by no team that could keep a promise', 'Assign it first.');
}

/**
 * A machine, or a note that the department does not see, promises nothing.
 * @throws RapportError INVALID_INPUT when it would (of history it is left out).
 */
export function noPromise(command: TicketCommand, field: string, by: string | undefined): undefined {
  if (by === undefined || isHistory(command)) return;
  throw invalidInput(field, 'only a person’s word that the department sees can promise the next one', 'Leave it out.');
}
