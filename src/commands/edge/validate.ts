import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type CommandClass, ENVELOPE_FIELDS } from '../../domain/kernel/command.js';
import { type Flaw, flawed } from '../../domain/kernel/errors.js';
import { type Fields, type JsonSchema, objectSchema, optional } from '../../domain/kernel/fields.js';
import type { Reason } from '../../domain/kernel/reasons.js';
import { noMoment, toInstant } from './moments.js';

/** The fields that a caller may send for a command: its own and the envelope's. A key that can be generated is optional. */
export function inputFields({ definition }: CommandClass): Fields {
  const keys = definition.generatedKey ? definition.key : [];
  const own = Object.entries(definition.fields).map(([name, field]) => [name, keys.includes(name) ? optional(field) : field]);
  return { ...(Object.fromEntries(own) as Fields), ...ENVELOPE_FIELDS };
}

const schemas = new WeakMap<CommandClass, JsonSchema>();

/** The JSON Schema of a command's input; computed once per class. */
export function inputSchema(commandClass: CommandClass): JsonSchema {
  let schema = schemas.get(commandClass);
  if (!schema) schemas.set(commandClass, (schema = objectSchema(inputFields(commandClass))));
  return schema;
}

const ownSchemas = new WeakMap<CommandClass, JsonSchema>();

/** The JSON Schema of a command's own fields, its key included: for callers that build the envelope themselves. */
export function ownSchema(commandClass: CommandClass): JsonSchema {
  let schema = ownSchemas.get(commandClass);
  if (!schema) ownSchemas.set(commandClass, (schema = objectSchema(commandClass.definition.fields)));
  return schema;
}

type Found = Flaw & { readonly field: string };

/** Translates a validator error: the field, what is wrong with it, what to do, and the reason code for programs. */
function foundBy({ instancePath, keyword, params, data, parentSchema, schema, message }: ErrorObject, command: string): Found {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const inside = (name: string) => (path ? `${path}.${name}` : name);
  const wrong = (what: string, remedy: string, reason: Reason, field = path): Found => ({ field, what, remedy, reason });
  const value = shown(data);
  switch (keyword) {
    case 'required': {
      const remedy = `Send it: ${command} requires it.`;
      return wrong('is missing', remedy, { code: 'MISSING' }, inside(String(params['missingProperty'])));
    }
    case 'additionalProperties': {
      const names = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
      const field = inside(String(params['additionalProperty']));
      const what = `is not a field of ${path || command}`;
      return wrong(what, `Known fields: ${names.join(', ')}.`, { code: 'UNKNOWN_FIELD' }, field);
    }
    case 'format':
      return { field: path, ...noMoment(data) };
    case 'type': {
      const type = String(schema);
      const reason = { code: 'WRONG_TYPE', parameters: { type } } as const;
      return wrong(`is ${value}, but must be of type ${type}`, `Send ${article(type)}.`, reason);
    }
    case 'enum': {
      const values = schema as string[];
      const reason = { code: 'NOT_ONE_OF', parameters: { values } } as const;
      return wrong(`is ${value}, which is not one of its values`, `Use one of ${values.join(', ')}.`, reason);
    }
    case 'pattern': {
      const remedy = 'Use 1 to 100 letters, digits, `_` and `-`, beginning with a letter or digit.';
      return wrong(`is ${value}, which is not a valid id`, remedy, { code: 'NOT_AN_ID' });
    }
    case 'minLength':
      return wrong('is empty', 'Send a text, or leave the field out if it is optional.', { code: 'BLANK' });
    case 'maxLength':
    case 'maxItems': {
      const most = schema as number;
      const remedy = `Send ${most} at most.`;
      return keyword === 'maxLength'
        ? wrong(`is ${[...(data as string)].length} characters long`, remedy, { code: 'TOO_LONG', parameters: { most } })
        : wrong(`has ${(data as unknown[]).length} items`, remedy, { code: 'TOO_MANY', parameters: { most } });
    }
    case 'minimum':
    case 'maximum': {
      const { minimum: least, maximum: most } = parentSchema as { minimum: number; maximum: number };
      const reason = { code: 'OUT_OF_RANGE', parameters: { least, most } } as const;
      return wrong(`is ${value}, which is out of range`, `Send a number from ${least} to ${most}.`, reason);
    }
    default:
      throw new Error(`A declaration uses ${keyword} (${message}), for which there is no error text.`);
  }
}

/** Enough of a value to recognise it; long texts are cut. */
function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const article = (type: string) => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;

// No coercion: "3" is not 3. A client should get an error for a wrong value, not find our guess in the log.
const ajv = new Ajv2020({ allErrors: true, coerceTypes: false, verbose: true });
ajv.addVocabulary(['x-name', 'x-meanings', 'x-reference', 'x-confidential', 'x-single-answer', 'x-words']);
ajv.addFormat('date-time', (text: string) => toInstant(text) !== undefined);

const validators = new WeakMap<JsonSchema, ValidateFunction>();

/** All validation errors of a value. */
function faultsIn(value: unknown, schema: JsonSchema): readonly ErrorObject[] {
  let check = validators.get(schema);
  if (!check) validators.set(schema, (check = ajv.compile(schema)));
  const faults = check(value) ? [] : (check.errors ?? []);
  // Otherwise the validator references the refused input, words included, until its next call.
  check.errors = null;
  return faults;
}

/** The first validation error of a value; undefined when the value is valid. */
export const faultIn = (value: unknown, schema: JsonSchema): ErrorObject | undefined => faultsIn(value, schema)[0];

/** The most fields for which a refusal gives reasons: a response must not grow with the errors in the request. */
export const MAX_REASONS = 20;

/**
 * Checks a command's input against its declaration.
 * @throws RapportError INVALID_INPUT naming the first wrong field, with the reasons of the first `MAX_REASONS` fields
 */
export function validate(commandClass: CommandClass, input: object): void {
  const faults = faultsIn(input, inputSchema(commandClass)).slice(0, MAX_REASONS);
  const [first, ...others] = faults.map((fault) => foundBy(fault, commandClass.name));
  if (!first) return;
  const reasons = others.map(({ field, reason }) => ({ field, ...reason }));
  throw flawed(first.field, first, reasons);
}

/** NUL, which some stores refuse, and lone surrogates, which UTF-8 cannot encode and each store replaces in its own way. */
const UNSTORABLE = /[\0\p{Cs}]/u;
/** A character that can be seen: no space, no control character and no invisible one (zero width, direction marks, fillers). */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const SPACE_AROUND = /^\s|\s$/u;

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

type Rule = (text: string) => Flaw | undefined;

/** Refuses a text that some store would not return as it was sent: an event must be the same in every store. */
export const storable: Rule = (text) =>
  UNSTORABLE.test(text)
    ? {
        what: 'contains an invalid character: NUL, or half of a surrogate pair',
        remedy: 'Send valid Unicode.',
        reason: { code: 'NOT_UNICODE' },
      }
    : undefined;

/**
 * Refuses names that cannot be read, or that look like another name. They are not trimmed: `"a "` may be a wrong text
 * altogether.
 */
export const legible: Rule = (text) => {
  if (isBlank(text))
    return {
      what: 'is blank',
      remedy: 'Write visible text, or leave the field out if it is optional.',
      reason: { code: 'BLANK' },
    };
  if (SPACE_AROUND.test(text))
    return { what: 'begins or ends with white space', remedy: 'Remove the white space.', reason: { code: 'SPACE_AROUND' } };
  return undefined;
};

/** The first text within a value that breaks one of the rules: its flaw, and its field (`actor.ref`, `themes.0`). */
export function flawedText(value: unknown, rules: readonly Rule[], field = ''): Found | undefined {
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

/** @throws RapportError INVALID_INPUT naming the field of the first text that a store would change or that cannot be read */
export function requireTexts(value: object): void {
  const flaw = flawedText(value, [storable, legible]);
  if (flaw) throw flawed(flaw.field, flaw);
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown) => value === null || value === undefined;

/**
 * Removes fields that are null: to a client "null" and "absent" mean the same, and events record only what is present.
 * Returns the value itself when it has no such field and no nested value that could have one.
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
