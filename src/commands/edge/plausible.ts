import { RapportError } from '../../domain/kernel/errors.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';

/** Before any record that a hospital's IT keeps. Many systems write 0001-01-01, 1900-01-01 or 1970-01-01 for "none". */
export const EARLIEST = '1990-01-01T00:00:00.000Z';
/** And 9999-12-31 for "never". */
const LATEST = '9999-01-01T00:00:00.000Z';

/** Whether a moment (UTC) can be meant: not one that stands for "none" or "never" in some system. */
export const isPlausible = (at: string, earliest = EARLIEST): boolean => at >= earliest && at < LATEST;

/**
 * A moment that means "none" somewhere would age every clock by decades, and the record cannot be corrected.
 * @param value a valid input with its moments in UTC
 * @param earliest moments before this one are refused
 * @throws RapportError INVALID_INPUT naming the field of the first moment that cannot be meant
 */
export function requirePlausible(value: unknown, schema: JsonSchema, earliest = EARLIEST, field = ''): void {
  if (value === undefined) return;
  if (schema.format === 'date-time') {
    const at = value as string;
    if (isPlausible(at, earliest)) return;
    throw new RapportError('INVALID_INPUT', `\`${field}\` is ${at}, which stands for no moment that could be meant.`, {
      field,
      remedy: `Send a moment from ${earliest} on and before ${LATEST}, or leave the field out if it may be absent.`,
    });
  }
  const inside = (name: string | number) => (field === '' ? String(name) : `${field}.${name}`);
  if (schema.items && Array.isArray(value)) {
    const { items } = schema;
    value.forEach((item, place) => requirePlausible(item, items, earliest, inside(place)));
  }
  for (const [name, inner] of timedProperties(schema)) {
    requirePlausible((value as Readonly<Record<string, unknown>>)[name], inner, earliest, inside(name));
  }
}

type Properties = readonly (readonly [name: string, schema: JsonSchema])[];
const timed = new WeakMap<JsonSchema, Properties>();

/** The properties in which a moment may stand: found once a schema, not with every value. */
function timedProperties(schema: JsonSchema): Properties {
  let properties = timed.get(schema);
  if (!properties)
    timed.set(schema, (properties = Object.entries(schema.properties ?? {}).filter(([, inner]) => mayHoldMoment(inner))));
  return properties;
}

const mayHoldMoment = (schema: JsonSchema): boolean =>
  schema.format === 'date-time' ||
  (schema.items !== undefined && mayHoldMoment(schema.items)) ||
  timedProperties(schema).length > 0;
