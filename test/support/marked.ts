import { ID_PATTERN, type JsonSchema } from '../../src/domain/kernel/fields.js';

/** A unique text that contains the path of the field in which it was planted. */
export const markOf = (path: string): string => `MARK<${path}>`;
export const marksIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/MARK<([^>]*)>/g)].map(([, path]) => path!))].sort();

/** A valid value for a declared schema, with a mark in every free text field: not in ids, moments and enums. */
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
