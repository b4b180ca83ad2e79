import { ID_PATTERN, type JsonSchema } from '../../src/domain/kernel/fields.js';

/** A text that stands nowhere else, and says in which field it was planted. */
export const markOf = (path: string): string => `MARK<${path}>`;
export const marksIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/MARK<([^>]*)>/g)].map(([, path]) => path!))].sort();

/** A value that a declared schema admits, with a mark in every field that takes a text: neither an id, a moment nor one of several words. */
export function marked(path: string, schema: JsonSchema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.format === 'date-time') return '2026-03-01T08:00:00.000Z';
  if (schema.pattern === ID_PATTERN) return 'T1';
  switch (schema.type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'array':
      return [marked(path, schema.items ?? {})];
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [name, marked(`${path}.${name}`, field)]),
      );
    default:
      return markOf(path);
  }
}
