import type { CommandClass } from '../../domain/kernel/command.js';
import { COMMANDS } from '../../domain/aggregates.js';
import type { Values } from './row-commands.js';

/** Every command of the domain by name: those that mappings can use. */
export const COMMAND_CATALOG: ReadonlyMap<string, CommandClass> = new Map(COMMANDS.map((command) => [command.name, command]));

/** Fields that an import fills in from the record itself; a mapping must not give them. */
export const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  LogTicket: ['ticketId', 'departmentId', 'teamId', 'assigneeRef'],
  AssignTicket: ['ticketId', 'teamId', 'assigneeRef'],
  CorrectTicketDepartment: ['ticketId', 'toDepartmentId'],
  StartInteraction: ['interactionId', 'teamId', 'departmentId'],
};
/** The fields of a command that the import fills in: those above, else the command's key. */
export const ownFieldsOf = (command: string): readonly string[] =>
  OWN_FIELDS[command] ?? COMMAND_CATALOG.get(command)?.definition.key ?? [];

const WORD_FIELDS = new Map([...COMMAND_CATALOG].map(([name, command]) => [name, fieldsOf(command)] as const));
function fieldsOf({ definition: { fields } }: CommandClass): ReadonlyMap<string, number> {
  const entries = Object.entries(fields).map(([name, { schema }]) => [name, schema] as const);
  return new Map(
    entries.flatMap(([name, schema]) => (schema['x-words'] === undefined ? [] : [[name, schema.maxLength ?? Infinity] as const])),
  );
}

/** The free-text fields of a command, each with its maximum number of characters. */
export const wordFieldsOf = (command: string): ReadonlyMap<string, number> => WORD_FIELDS.get(command)!;

/** Truncates words to the limits of their fields, so that a long text does not cost the row. */
export function cutWords(command: string, values: Values): { readonly values: Values; readonly isCut: boolean } {
  let cut: Record<string, unknown> | undefined;
  for (const [name, most] of wordFieldsOf(command)) {
    const text = values[name];
    if (typeof text !== 'string' || text.length <= most) continue;
    const characters = Array.from(text);
    if (characters.length > most) (cut ??= { ...values })[name] = characters.slice(0, most).join('').trimEnd();
  }
  return { values: cut ?? values, isCut: cut !== undefined };
}
