import { hash } from 'node:crypto';
import { isHistory, type Command, type CommandClass, type CommandEnvelope } from '../../domain/kernel/command.js';
import { RapportError, invalidInput } from '../../domain/kernel/errors.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';
import { toInstant } from './validate.js';

/** NUL, which some stores refuse, and half of a surrogate pair, which no UTF-8 has and each store replaces in its own way. */
const UNSTORABLE = /[\0\p{Cs}]/u;
/** Neither space nor control character, nor one of those that show nothing (zero width, direction marks, fillers). */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const SPACE_AROUND = /^\s|\s$/u;

/** Whether nobody who looks at it would see anything. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

interface Flaw {
  readonly what: string;
  readonly remedy: string;
}
type Rule = (text: string) => Flaw | undefined;

/** A text that would not come back from every store as it was sent: an event must be the same wherever it is kept. */
export const storable: Rule = (text) =>
  UNSTORABLE.test(text)
    ? { what: 'contains a character that is none: NUL, or half of a surrogate pair', remedy: 'Send it as valid Unicode.' }
    : undefined;

/** A name that nobody can read, or two that look alike and are not. They are refused, not mended: `"a "` may be a wrong text altogether. */
export const legible: Rule = (text) => {
  if (isBlank(text))
    return { what: 'is blank', remedy: 'Write something that can be seen, or leave the field out if it may be absent.' };
  if (SPACE_AROUND.test(text)) return { what: 'begins or ends with white space', remedy: 'Send it without.' };
  return undefined;
};

/** What breaks a rule in the first text within a value that does, and the field in which it stands (`actor.ref`, `themes.0`). */
export function flawedText(value: unknown, rules: readonly Rule[], field = ''): (Flaw & { readonly field: string }) | undefined {
  if (typeof value === 'string') {
    for (const rule of rules) {
      const flaw = rule(value);
      if (flaw) return { field, ...flaw };
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const flaw = flawedText(inner, rules, field === '' ? name : `${field}.${name}`);
    if (flaw) return flaw;
  }
  return undefined;
}

/** @throws RapportError INVALID_INPUT naming the field of the first text that every store would not give back, or nobody could read. */
export function requireTexts(value: object): void {
  const flaw = flawedText(value, [storable, legible]);
  if (!flaw) return;
  const { field, what, remedy } = flaw;
  throw new RapportError('INVALID_INPUT', `\`${field}\` ${what}.`, { field, remedy });
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown) => value === null || value === undefined;

/**
 * Without the fields that are null: to a client "null" and "absent" say the same, and events record only what is there. What has no such
 * field, and nothing inside that might have, is given back itself.
 */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isGroup(value) || !Object.values(value).some((inner) => isNothing(inner) || typeof inner === 'object')) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !isNothing(inner))
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

/** The same valid value with every moment in UTC with milliseconds. */
export function withInstants(value: unknown, schema: JsonSchema): unknown {
  if (schema.format === 'date-time') return toInstant(value as string);
  if (schema.items && Array.isArray(value)) {
    const { items } = schema;
    return hasMoments(items) ? value.map((item) => withInstants(item, items)) : value;
  }
  if (!isGroup(value)) return value;
  const sent = momentFields(schema).filter(([name]) => value[name] !== undefined);
  if (sent.length === 0) return value;
  return { ...value, ...Object.fromEntries(sent.map(([name, inner]) => [name, withInstants(value[name], inner)])) };
}

const known = new WeakMap<JsonSchema, readonly (readonly [name: string, schema: JsonSchema])[]>();

/** The fields of a group that are moments or have some inside: found once a schema, for most fields of a command are neither. */
function momentFields(schema: JsonSchema) {
  let fields = known.get(schema);
  if (!fields) known.set(schema, (fields = Object.entries(schema.properties ?? {}).filter(([, inner]) => hasMoments(inner))));
  return fields;
}

const hasMoments = (schema: JsonSchema): boolean =>
  schema.format === 'date-time' || momentFields(schema).length > 0 || (schema.items !== undefined && hasMoments(schema.items));

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
