import { isBlank } from '../../commands/edge/validate.js';
import type { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { Mapping, DerivedColumn } from '../mapping/mapping.js';
import { cleaners } from './cleaning.js';
import { Columns, type CellReader } from './columns.js';
import { invalidMapping } from '../mapping/invalid-mapping.js';
import { compilePattern } from './pattern.js';
import { RowRejection } from './rejection.js';

/** A row's cells with missing values removed; the derived cells follow those of the file. */
export type Cells = readonly (string | undefined)[];

/**
 * Makes cells of a row's texts: normalises them (NFC, so that one name is one name), cleans them, removes the values declared
 * as missing, and appends the derived columns. Blank text is always missing, other text only if declared. The returned
 * function throws RowRejection.
 */
export function cellsOf(mapping: Mapping, names: readonly string[], pseudonyms: Pseudonyms): (texts: readonly string[]) => Cells {
  const columns = new Columns(names, mapping, pseudonyms);
  const cleanerOf = cleaners(mapping, columns, names.length);
  const everywhere = mapping.missing?.values ?? [];
  const missing = names.map(() => new Set(everywhere));
  for (const [column, values] of Object.entries(mapping.missing?.columns ?? {})) {
    const set = missing[columns.index(column, `missing.columns.${column}`)];
    for (const value of values) set?.add(value);
  }
  const derived = derivedReaders(mapping, names, pseudonyms);
  return (texts) => {
    const cells = texts.map((text, index) => {
      const composed = text.normalize('NFC');
      const cleaned = cleanerOf[index]?.(composed) ?? composed;
      return isBlank(cleaned) || missing[index]?.has(cleaned) ? undefined : cleaned;
    });
    for (const read of derived) cells.push(read(cells));
    return cells;
  };
}

/** Readers of the derived columns, in the mapping's order: each may use those before it. */
export function derivedReaders(mapping: Mapping, names: readonly string[], pseudonyms: Pseudonyms): readonly CellReader[] {
  const columns = [...names];
  return Object.entries(mapping.derive ?? {}).map(([name, spec]) => {
    const field = `derive.${name}`;
    if (columns.includes(name))
      throw invalidMapping(field, `there is already a column "${name}"`, 'Give the new column another name.');
    const reader = derivedReader(spec, field, new Columns(columns, mapping, pseudonyms));
    columns.push(name);
    return reader;
  });
}

function derivedReader(spec: DerivedColumn, field: string, columns: Columns): CellReader {
  const { from, when, match, values, otherwise, whenMissing = otherwise } = typeof spec === 'string' ? { from: spec } : spec;
  const read = columns.template(from, typeof spec === 'string' ? field : `${field}.from`);
  const holds = columns.test(when, `${field}.when`);
  const pattern = match === undefined ? undefined : compilePattern(match, `${field}.match`);
  const table = values && new Map(Object.entries(values));
  return (cells) => {
    if (!holds(cells)) return otherwise;
    const text = read(cells);
    if (text === undefined) return whenMissing;
    const part = pattern ? shown(pattern.partOf(text)) : text;
    if (part === undefined) return otherwise;
    if (table === undefined) return part;
    const value = table.get(part) ?? otherwise;
    if (value === undefined) throw RowRejection.ofValue('UNKNOWN_VALUE', from, part, `is not in the table ${field}.values`);
    return value;
  };
}

/** Blank text is missing, as everywhere. */
const shown = (part: string | null): string | undefined => (part === null || isBlank(part) ? undefined : part);
