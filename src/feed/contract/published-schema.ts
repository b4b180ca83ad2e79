import type { EventType } from '../../domain/kernel/event.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';
import { schemaUri } from '../cloud-event.js';

export type PublishedSchema = Readonly<Record<string, unknown>>;

/**
 * What others may rely on of a declared schema: without our own `x-` keys and what is told to nobody, and open to fields that a later version
 * of the program adds, so that adding one breaks no reader.
 */
export function publishedSchema(schema: JsonSchema): PublishedSchema {
  const entries = Object.entries(schema).filter(([key]) => !key.startsWith('x-') && key !== 'additionalProperties');
  return Object.fromEntries(entries.map(([key, value]) => [key, publishedPart(key, value, schema)]));
}

function publishedPart(key: string, value: unknown, schema: JsonSchema): unknown {
  const isTold = (name: string) => !schema.properties?.[name]?.['x-confidential'];
  const isToldAll = (name: string) => isTold(name) && !schema.properties?.[name]?.['x-single-answer'];
  if (key === 'items') return publishedSchema(value as JsonSchema);
  if (key === 'required') return (value as readonly string[]).filter(isToldAll);
  if (key !== 'properties') return value;
  const properties = Object.entries(value as Record<string, JsonSchema>).filter(([name]) => isTold(name));
  return Object.fromEntries(properties.map(([name, schema]) => [name, publishedSchema(schema)]));
}

/** The JSON Schema document of an event type's data, as served under its `dataschema`. */
export const eventSchema = ({ type, schemaVersion, description, schema }: EventType, publicUrl?: string): PublishedSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaUri(type, schemaVersion, publicUrl),
  $comment: `Version ${schemaVersion}. Events recorded in an earlier version are told in this one.`,
  title: type,
  description,
  ...publishedSchema(schema),
});
