import { Field, Float, ID, InputType, Int, type ReturnTypeFuncValue } from '@nestjs/graphql';
import { ID_PATTERN, type JsonSchema } from '../../domain/kernel/fields.js';
import { DateTime } from '../kit/scalars.js';
import { enumOfSchema } from '../kit/enums.js';
import { inputFields } from '../../commands/edge/validate.js';
import type { CommandClass } from '../../domain/kernel/command.js';

const groups = new Map<string, ReturnTypeFuncValue>();

/** The GraphQL input type of a declared field. */
export function inputTypeOf(schema: JsonSchema): ReturnTypeFuncValue {
  if (schema.enum) return enumOfSchema(schema);
  switch (schema.type) {
    case 'array':
      return [inputTypeOf(schema.items ?? {})] as ReturnTypeFuncValue;
    case 'object':
      return groupType(schema);
    case 'integer':
      return Int;
    case 'number':
      return Float;
    case 'boolean':
      return Boolean;
    default:
      if (schema.format === 'date-time') return DateTime;
      return schema.pattern === ID_PATTERN ? ID : String;
  }
}

/** The input type of a group, by its `x-name`. Input and output types share one namespace, hence the suffix. */
function groupType(schema: JsonSchema): ReturnTypeFuncValue {
  const declared = schema['x-name'];
  if (declared === undefined) throw new Error('A group needs a name.');
  const name = declared.endsWith('Input') ? declared : `${declared}Input`;
  const known = groups.get(name);
  if (known) return known;
  const group = class {};
  Object.defineProperty(group, 'name', { value: name });
  groups.set(name, group);
  InputType(name)(group);
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    declareField(group, field, inner, !schema.required?.includes(field));
  }
  return group;
}

/** Puts a declared field on an input class. */
export function declareField(target: { prototype: object }, name: string, schema: JsonSchema, nullable: boolean): void {
  const type = inputTypeOf(schema);
  Field(() => type, { nullable, ...(schema.description !== undefined && { description: schema.description }) })(
    target.prototype,
    name,
  );
}

/** Makes the command class itself the mutation's input type: one declaration a command (architecture.md, How things are written). */
export function declareCommandInput(commandClass: CommandClass): void {
  InputType(`${commandClass.name}Input`, { description: commandClass.definition.description })(commandClass);
  for (const [name, field] of Object.entries(inputFields(commandClass))) {
    declareField(commandClass, name, field.schema, field.optional);
  }
}
