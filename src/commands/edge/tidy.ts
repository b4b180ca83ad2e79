import type { JsonSchema } from '../../domain/kernel/fields.js';
import { toInstant } from './instant.js';

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
