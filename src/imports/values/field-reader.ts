import type { ColumnSpec, FieldSpec, FieldSpecs, ActorKindName, ActorPart } from '../mapping/mapping.js';
import type { Columns } from './columns.js';
import type { Cells } from './cells.js';
import { RowRejection } from './rejection.js';
import { idOf } from './slug.js';
import type { Times } from './time-reader.js';

/** Reads a command field's value from a row; undefined leaves the field out. */
export type FieldReader = (cells: Cells) => unknown;
export type FieldsReader = (cells: Cells) => Record<string, unknown>;

/** Creates readers of the fields that a mapping declares. */
export class FieldReaders {
  constructor(
    private readonly columns: Columns,
    private readonly times: Times,
  ) {}

  fields(specs: FieldSpecs | undefined, field: string): FieldsReader {
    const readers = Object.entries(specs ?? {}).map(([name, spec]) => [name, this.field(spec, `${field}.${name}`)] as const);
    return (cells) => {
      const values: Record<string, unknown> = {};
      for (const [name, read] of readers) {
        const value = read(cells);
        if (value !== undefined) values[name] = value;
      }
      return values;
    };
  }

  private field(spec: FieldSpec, field: string): FieldReader {
    if (typeof spec === 'string') return spec.includes('{') ? this.columns.template(spec, field) : () => spec;
    if (typeof spec !== 'object') return () => spec;
    if (isList(spec)) {
      const items = spec.map((item, i) => this.field(item, `${field}[${i}]`));
      return (cells) => items.map((read) => read(cells)).filter((item) => item !== undefined);
    }
    if (isColumn(spec)) return this.column(spec, field);
    const parts = this.fields(spec, field);
    const size = Object.keys(spec).length;
    // A group with a missing part is left out, such as `{ field: vendor, value: "{vendor}" }` without a vendor.
    return (cells) => {
      const group = parts(cells);
      return Object.keys(group).length === size ? group : undefined;
    };
  }

  private reader(column: string, field: string, as: ColumnSpec['as'] | 'table'): (cells: Cells) => string | undefined {
    if (as === 'time') return this.times.reader(column, field);
    return as === 'table' ? this.columns.compared(column, field) : this.columns.reader(column, field);
  }

  private column({ column, as = 'text', values, otherwise, separator }: ColumnSpec, field: string): FieldReader {
    const table = values && new Map(Object.entries(values));
    const read = this.reader(column, `${field}.column`, table === undefined ? as : 'table');
    const valueOf = (text: string): unknown => {
      if (table !== undefined) {
        const value = table.get(text) ?? otherwise;
        if (value === undefined)
          throw RowRejection.notListed('UNKNOWN_VALUE', column, text, `${field}.values`, `${field}.otherwise`);
        return value;
      }
      return CONVERSIONS[as](text, column);
    };
    return (cells) => {
      const text = read(cells);
      if (text === undefined) return otherwise;
      if (separator === undefined) return valueOf(text);
      const parts = text.split(separator).map((part) => part.trim());
      return parts.filter((part) => part !== '').map(valueOf);
    };
  }
}

const unknown = (column: string, text: string, what: string): never => {
  throw RowRejection.ofValue('UNKNOWN_VALUE', column, text, `is not ${what}`);
};
const CONVERSIONS: Readonly<Record<NonNullable<ColumnSpec['as']>, (text: string, column: string) => unknown>> = {
  text: (text) => text,
  time: (text) => text,
  id: idOf,
  integer: (text, column) => (/^\s*-?\d+(\.0+)?\s*$/.test(text) ? Number(text) : unknown(column, text, 'a whole number')),
  hundredths: (text, column) => hundredthsOf(text) ?? unknown(column, text, 'a number'),
  boolean: (text, column) => {
    if (/^(true|yes|y|1|1\.0)$/i.test(text)) return true;
    return /^(false|no|n|0|0\.0)$/i.test(text) ? false : unknown(column, text, 'yes or no');
  },
};
/** Rounds half away from zero: 53.601 is 5360. Works on digits, because 100 × 1.005 is less than 100.5 in floating point. */
function hundredthsOf(text: string): number | undefined {
  const [, sign, whole, decimals = ''] = /^\s*(-?)(\d+)(?:\.(\d+))?\s*$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [cents, next] = [decimals.slice(0, 2).padEnd(2, '0'), decimals.charAt(2)];
  const size = Number(whole + cents) + (next >= '5' ? 1 : 0);
  return sign === '-' && size > 0 ? -size : size;
}
const isList = (spec: object): spec is readonly FieldSpec[] => Array.isArray(spec);
const isColumn = (spec: object): spec is ColumnSpec => 'column' in spec;

/** Reads the actor of what a row describes; `ref` is undefined where the row names none. */
export type ActorReader = (cells: Cells) => { readonly kind: ActorKindName; readonly ref: string | undefined };

/** Reads the declared actor. Without a declaration it is the import, without a `ref`. */
export function actorReader(part: ActorPart | undefined, field: string, columns: Columns): ActorReader {
  if (part === undefined) return () => ({ kind: 'IMPORT', ref: undefined });
  const refOf = columns.template(part.ref, `${field}.ref`);
  const kindOf = kindReader(part.kind, `${field}.kind`, columns);
  return (cells) => ({ kind: kindOf(cells), ref: refOf(cells) });
}

function kindReader(kind: ActorPart['kind'], field: string, columns: Columns): (cells: Cells) => ActorKindName {
  if (typeof kind !== 'object') return () => kind ?? 'IMPORT';
  const { column, values, otherwise } = kind;
  const read = columns.compared(column, `${field}.column`);
  const table = new Map(Object.entries(values));
  return (cells) => {
    const text = read(cells);
    const found = (text === undefined ? undefined : table.get(text)) ?? otherwise;
    if (found === undefined) throw RowRejection.notListed('UNKNOWN_VALUE', column, text, `${field}.values`, `${field}.otherwise`);
    return found;
  };
}
