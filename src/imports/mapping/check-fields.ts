import { faultIn } from '../../commands/edge/validate.js';
import type { CommandClass } from '../../domain/kernel/command.js';
import type { JsonSchema } from '../../domain/kernel/fields.js';
import { COMMAND_CATALOG } from '../plan/command-catalog.js';
import { invalidMapping, unknownName } from './invalid-mapping.js';
import type { FieldSpec, FieldSpecs } from './mapping.js';

/**
 * Checks the fields given to a command: all known, none missing, and constants (including those in look-up tables) of the
 * right type. The import fills in `own` fields itself; with MAY_SET the mapping may give them too.
 */
export function checkFields(
  command: string,
  specs: FieldSpecs | undefined,
  place: string,
  own: readonly string[],
  mode: 'MAY_SET' | 'MAY_NOT_SET' = 'MAY_NOT_SET',
): void {
  const { fields } = (COMMAND_CATALOG.get(command) as CommandClass).definition;
  for (const [name, spec] of Object.entries(specs ?? {})) {
    const field = `${place}.${name}`;
    const declared = fields[name];
    const open = Object.keys(fields).filter((candidate) => mode === 'MAY_SET' || !own.includes(candidate));
    if (declared === undefined) throw unknownName(field, `field of ${command}`, name, open);
    if (!open.includes(name)) throw invalidMapping(field, `the import itself sets ${command}.${name}`);
    for (const [at, value] of constantsOf(spec, field)) checkConstant(value, declared.schema, at);
  }
  for (const [name, { optional }] of Object.entries(fields)) {
    if (!optional && !own.includes(name) && specs?.[name] === undefined)
      throw invalidMapping(`${place}.${name}`, `${command} requires this field`);
  }
}

/**
 * The constants that may become the field's value, each with its place. Those inside lists and groups are checked with their
 * row.
 */
function constantsOf(spec: FieldSpec, field: string): [string, unknown][] {
  if (typeof spec === 'string') return spec.includes('{') ? [] : [[field, spec]];
  if (typeof spec !== 'object') return [[field, spec]];
  if (Array.isArray(spec) || !('column' in spec)) return [];
  const { values, otherwise } = spec as { values?: Record<string, unknown>; otherwise?: unknown };
  const table = Object.entries(values ?? {}).map(([key, value]): [string, unknown] => [`${field}.values.${key}`, value]);
  return otherwise === undefined ? table : [...table, [`${field}.otherwise`, otherwise]];
}

/** Checks fields that consist of constants only, including lists and groups. */
export function checkConstants(command: string, values: Readonly<Record<string, unknown>>, place: string): void {
  const { fields } = (COMMAND_CATALOG.get(command) as CommandClass).definition;
  for (const [name, value] of Object.entries(values)) checkConstant(value, fields[name]!.schema, `${place}.${name}`);
}

function checkConstant(value: unknown, schema: JsonSchema, field: string): void {
  // A moment is parsed with its row, by the formats of the mapping.
  if (schema.format === 'date-time') return;
  const fault = faultIn(value, schema);
  if (!fault) return;
  const allowed = schema.enum === undefined ? '' : `: ${schema.enum.join(', ')}`;
  const what = typeof value === 'object' ? 'it' : JSON.stringify(value);
  throw invalidMapping(`${field}${fault.instancePath.replaceAll('/', '.')}`, `${what} ${fault.message ?? 'is wrong'}${allowed}`);
}
