import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { CommandClass } from '../../domain/kernel/command.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';
import { inputSchema } from './input-schema.js';
import { toInstant } from './instant.js';
import { refusal } from './refusal.js';

// No coercion: "3" is not 3. What a client sends wrongly it should hear of, not find guessed at in the record.
const ajv = new Ajv2020({ allErrors: true, coerceTypes: false, verbose: true });
ajv.addVocabulary(['x-name', 'x-reference', 'x-confidential', 'x-single-answer', 'x-words']);
ajv.addFormat('date-time', (text: string) => toInstant(text) !== undefined);

const validators = new WeakMap<JsonSchema, ValidateFunction>();

/** What is first wrong with a value that a declaration describes; undefined when nothing is. */
export function faultIn(value: unknown, schema: JsonSchema): ErrorObject | undefined {
  let check = validators.get(schema);
  if (!check) validators.set(schema, (check = ajv.compile(schema)));
  return check(value) ? undefined : check.errors?.[0];
}

/** Checks a command's input against its declaration. Throws INVALID_INPUT naming the first wrong field. */
export function validate(commandClass: CommandClass, input: object): void {
  const fault = faultIn(input, inputSchema(commandClass));
  if (fault) throw refusal(fault, commandClass.name);
}
