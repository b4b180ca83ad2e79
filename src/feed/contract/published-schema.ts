import type { EventType } from '../../domain/kernel/event.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';
import { schemaPath } from '../cloud-event.js';

export type PublishedSchema = Readonly<Record<string, unknown>>;

/**
 * What others may rely on of a declared schema: without our own `x-` keys, and open to fields that a later version of the program adds,
 * so that adding one breaks no reader.
 */
export function publishedSchema(schema: JsonSchema): PublishedSchema {
  const entries = Object.entries(schema).filter(([key]) => !key.startsWith('x-') && key !== 'additionalProperties');
  return Object.fromEntries(entries.map(([key, value]) => [key, publishedPart(key, value)]));
}

function publishedPart(key: string, value: unknown): unknown {
  if (key === 'items') return publishedSchema(value as JsonSchema);
  if (key !== 'properties') return value;
  const properties = Object.entries(value as Record<string, JsonSchema>);
  return Object.fromEntries(properties.map(([name, schema]) => [name, publishedSchema(schema)]));
}

/** The JSON Schema document of an event type's data, as served under its `dataschema`. */
export const eventSchema = ({ type, description, schema }: EventType): PublishedSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaPath(type),
  title: type,
  description,
  ...publishedSchema(schema),
});
