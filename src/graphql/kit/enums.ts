import { registerEnumType } from '@nestjs/graphql';
import type { Field, JsonSchema } from '../../domain/kernel/fields.js';

type EnumObject = Readonly<Record<string, string>>;
const registered = new Map<string, EnumObject>();

/**
 * The GraphQL enum of this name, registered once. Two enums of one name with different values would be a defect of the declarations.
 * `meanings` describes single values.
 */
export function namedEnum(
  name: string,
  values: readonly string[],
  description?: string,
  meanings: Readonly<Record<string, string>> = {},
): EnumObject {
  const known = registered.get(name);
  if (known) {
    if (Object.keys(known).join() !== values.join()) throw new Error(`Two enums are named ${name}.`);
    return known;
  }
  const enumObject = Object.fromEntries(values.map((value) => [value, value]));
  registered.set(name, enumObject);
  const valuesMap = Object.fromEntries(Object.entries(meanings).map(([value, text]) => [value, { description: text }]));
  registerEnumType(enumObject, { name, valuesMap, ...(description !== undefined && { description }) });
  return enumObject;
}

/** The GraphQL enum of a `oneOf` schema. */
export function enumOfSchema({ 'x-name': name, enum: values }: JsonSchema): EnumObject {
  if (name === undefined || values === undefined) throw new Error('An enum needs a name and values.');
  return namedEnum(name, values);
}

/** The GraphQL enum of a `oneOf` field of the domain: answers speak the commands' own words. */
export const enumOf = (field: Field): EnumObject => enumOfSchema(field.schema);
