import type { CommandClass } from '../../domain/kernel/command.js';
import { COMMANDS } from '../../domain/aggregates.js';

/** Every command of the domain by name: the vocabulary in which mappings speak. */
export const COMMAND_CATALOG: ReadonlyMap<string, CommandClass> = new Map(COMMANDS.map((command) => [command.name, command]));

/** The fields that an import fills in from the record itself; a mapping need not and may not give them. */
export const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  LogTicket: ['ticketId', 'departmentId', 'teamId', 'assigneeRef'],
  AssignTicket: ['ticketId', 'teamId', 'assigneeRef'],
  CorrectTicketDepartment: ['ticketId', 'toDepartmentId'],
  StartInteraction: ['interactionId', 'teamId', 'departmentId'],
};
export const ownFieldsOf = (command: string): readonly string[] =>
  OWN_FIELDS[command] ?? COMMAND_CATALOG.get(command)?.definition.key ?? [];
