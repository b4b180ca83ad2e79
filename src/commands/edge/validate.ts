import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type CommandClass, ENVELOPE_FIELDS } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
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

/** RFC 3339 with an explicit offset: the shape; whether the day exists is checked apart. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * A moment in UTC with milliseconds (`2026-03-01T08:00:00.000Z`), so that moments compare as texts; undefined when the text is no RFC 3339
 * moment with an offset. A time without offset means nothing where hospitals report from several zones, and Date would take 30 February for
 * 2 March: both are refused.
 */
export function toInstant(text: string): string | undefined {
  const match = MOMENT.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const instant = new Date(text.replace(/[t ]/, 'T').replace('z', 'Z')).toISOString();
  // An offset can carry the first or last day out of the four-digit years, where texts no longer sort.
  return /^\d{4}-/.test(instant) ? instant : undefined;
}

/** The same, or INVALID_INPUT naming the field. */
export function instant(text: string, field: string): string {
  const moment = toInstant(text);
  if (moment === undefined) throw notAMoment(field, text);
  return moment;
}

const notAMoment = (field: string, text: unknown) =>
  new RapportError('INVALID_INPUT', `\`${field}\` is ${JSON.stringify(text)}, which is not a moment with an offset from UTC.`, {
    field,
    remedy: 'Write it like 2026-03-01T08:00:00+01:00 or 2026-03-01T07:00:00Z.',
  });

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
