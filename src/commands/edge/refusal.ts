import type { ErrorObject } from 'ajv';
import { RapportError } from '../../domain/kernel/errors.js';
import { notAMoment } from './instant.js';

/** What the validator found, in words: which field, what is wrong with it, what to do. */
export function refusal(
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
