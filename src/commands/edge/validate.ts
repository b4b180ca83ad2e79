import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type CommandClass, ENVELOPE_FIELDS } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { type Fields, type JsonSchema, objectSchema, optional } from '../../domain/kernel/fields.js';
import { notAMoment, toInstant } from './moments.js';

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

/** What the validator found, in words: which field, what is wrong with it, what to do. */
function refusal(
  { instancePath, keyword, params, data, parentSchema, schema, message }: ErrorObject,
  command: string,
): RapportError {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const inside = (name: string) => (path ? `${path}.${name}` : name);
  const wrong = (what: string, remedy: string, field = path) =>
    new RapportError('INVALID_INPUT', `\`${field}\` ${what}.`, { field, remedy });
  const value = shown(data);
  switch (keyword) {
    case 'required':
      return wrong('is missing', `Send it: ${command} needs it.`, inside(String(params['missingProperty'])));
    case 'additionalProperties': {
      const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
      const owner = path || command;
      return wrong(
        `is not a field of ${owner}`,
        `Known fields: ${known.join(', ')}.`,
        inside(String(params['additionalProperty'])),
      );
    }
    case 'format':
      return notAMoment(path, data);
    case 'type':
      return wrong(`is ${value}, but must be of type ${String(schema)}`, `Send ${article(String(schema))}.`);
    case 'enum':
      return wrong(`is ${value}, which is not one of its values`, `Choose one of ${(schema as string[]).join(', ')}.`);
    case 'pattern':
      return wrong(
        `is ${value}, which cannot be an id`,
        'Use 1 to 100 letters, digits, `_` and `-`, beginning with a letter or digit.',
      );
    case 'minLength':
      return wrong('is empty', 'Write something, or leave the field out if it may be absent.');
    case 'maxLength':
      return wrong(`is ${[...(data as string)].length} characters long`, `Send ${String(schema)} at most.`);
    case 'maxItems':
      return wrong(`has ${(data as unknown[]).length} items`, `Send ${String(schema)} at most.`);
    case 'minimum':
    case 'maximum': {
      const { minimum, maximum } = parentSchema as { minimum: number; maximum: number };
      return wrong(`is ${value}, which is out of range`, `Send a number from ${minimum} to ${maximum}.`);
    }
    default:
      return wrong(`is ${value}: it ${message ?? 'is not valid'}`, 'See the field’s description in the schema.');
  }
}

/** Enough of a value to recognise it by; not a whole text. */
function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const article = (type: string) => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;

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
