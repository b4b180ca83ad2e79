import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { CommandClass } from '../../domain/kernel/command.js';
import { inputSchema } from './input-schema.js';
import { toInstant } from './instant.js';
import { refusal } from './refusal.js';

// No coercion: "3" is not 3. What a client sends wrongly it should hear of, not find guessed at in the record.
const ajv = new Ajv2020({ allErrors: true, coerceTypes: false, verbose: true });
ajv.addVocabulary(['x-name', 'x-reference']);
ajv.addFormat('date-time', (text: string) => toInstant(text) !== undefined);

const validators = new WeakMap<CommandClass, ValidateFunction>();

/** Checks a command's input against its declaration. Throws INVALID_INPUT naming the first wrong field. */
export function validate(commandClass: CommandClass, input: object): void {
  let check = validators.get(commandClass);
  if (!check) validators.set(commandClass, (check = ajv.compile(inputSchema(commandClass))));
  const [first] = check(input) ? [] : (check.errors ?? []);
  if (first) throw refusal(first, commandClass.name);
}
