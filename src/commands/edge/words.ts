import { hash } from 'node:crypto';
import { isHistory, type Command, type CommandClass, type CommandEnvelope } from '../../domain/kernel/command.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';
import { invalidInput } from '../../domain/kernel/errors.js';
import { isBlank, storable } from './texts.js';

type Parts = Readonly<Record<string, string>>;

/** What a caller sent, in two: what the command says, and what people said in words. */
export interface SetApart {
  readonly values: object;
  readonly words: CommandEnvelope['words'];
}

const wordFields = new WeakMap<CommandClass, readonly (readonly [name: string, key: string])[]>();

function wordFieldsOf(commandClass: CommandClass) {
  let fields = wordFields.get(commandClass);
  if (!fields) {
    const entries: readonly (readonly [string, { readonly schema: JsonSchema }])[] = Object.entries(
      commandClass.definition.fields,
    );
    fields = entries.flatMap(([name, { schema }]) =>
      schema['x-words'] === undefined ? [] : [[name, schema['x-words']] as const],
    );
    wordFields.set(commandClass, fields);
  }
  return fields;
}

/**
 * Takes the words out of what a caller sent.
 * @throws RapportError INVALID_INPUT for words that nobody can read, that no store gives back as they were, or beside a key of them
 */
export function setApart(commandClass: CommandClass, sent: object): SetApart {
  const fields = wordFieldsOf(commandClass);
  const given = sent as Readonly<Record<string, unknown>>;
  if (!fields.some(([name]) => given[name] !== undefined)) return { values: sent, words: undefined };
  const values = { ...given };
  const words: Record<string, Record<string, string>> = {};
  for (const [name, key] of fields) {
    const text = given[name];
    delete values[name];
    if (typeof text !== 'string') continue;
    if (given[key] !== undefined)
      throw invalidInput(name, `${key} is given as well`, 'Send the words, or the key of a text that you keep yourself.');
    const flaw = storable(text);
    if (flaw) throw invalidInput(name, flaw.what, flaw.remedy);
    if (isBlank(text)) throw invalidInput(name, 'is blank', 'Write something that can be seen, or leave it out.');
    (words[key] ??= {})[name] = text;
  }
  return { values, words };
}

/** As many as `commandHash` has. */
const CHARACTERS = 12;
const hashOf = (parts: readonly string[]) => hash('sha256', parts.join('|'), 'base64url').slice(0, CHARACTERS);

/**
 * A command that holds the keys of its words in their place. Its hash covers them: a repeat with other words is another command. That of a row of
 * an import covers all that the row says already, and the row is known by it.
 * @param keyOf the key of a text, by the field that is to hold it
 */
export function withKeys<C extends Command>(command: C, keyOf: (field: string, parts: Parts) => string): C {
  const { words, commandHash, ...values } = command;
  if (words === undefined) return command;
  const keys = Object.fromEntries(Object.entries(words).map(([field, parts]) => [field, keyOf(field, parts)]));
  const told = commandHash !== undefined && {
    commandHash: isHistory(command) ? commandHash : hashOf([commandHash, ...Object.values(keys).sort()]),
  };
  return new (command.constructor as new (values: object) => C)({ ...values, ...keys, ...told });
}
