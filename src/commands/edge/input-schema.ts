import { type CommandClass, ENVELOPE_FIELDS } from '../../domain/kernel/command.js';
import { type Fields, type JsonSchema, objectSchema, optional } from '../../domain/kernel/fields.js';

/** The fields that a caller may send for a command: its own and the envelope's. A key that can be generated need not be sent. */
export function inputFields({ definition }: CommandClass): Fields {
  const keys = definition.generatedKey ? definition.key : [];
  const own = Object.entries(definition.fields).map(([name, field]) => [name, keys.includes(name) ? optional(field) : field]);
  return { ...(Object.fromEntries(own) as Fields), ...ENVELOPE_FIELDS };
}

const schemas = new WeakMap<CommandClass, JsonSchema>();

/** The JSON Schema of a command's input, made once a class. */
export function inputSchema(commandClass: CommandClass): JsonSchema {
  let schema = schemas.get(commandClass);
  if (!schema) schemas.set(commandClass, (schema = objectSchema(inputFields(commandClass))));
  return schema;
}

const ownSchemas = new WeakMap<CommandClass, JsonSchema>();

/** The JSON Schema of a command's own fields, its key among them: for whoever makes the envelope itself. */
export function ownSchema(commandClass: CommandClass): JsonSchema {
  let schema = ownSchemas.get(commandClass);
  if (!schema) ownSchemas.set(commandClass, (schema = objectSchema(commandClass.definition.fields)));
  return schema;
}
