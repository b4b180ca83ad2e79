import type { JsonSchema } from '../../domain/kernel/fields.js';
import { toInstant } from './instant.js';

/** Without the fields that are null: to a client "null" and "absent" say the same, and events record only what is there. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

/** The same valid value with every moment in UTC with milliseconds. */
export function withInstants(value: unknown, schema: JsonSchema): unknown {
  if (schema.format === 'date-time') return toInstant(value as string);
  if (schema.items && Array.isArray(value)) {
    const { items } = schema;
    return items.format || items.properties ? value.map((item) => withInstants(item, items)) : value;
  }
  const { properties } = schema;
  if (!properties || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withInstants(inner, properties[name] ?? {})]));
}
