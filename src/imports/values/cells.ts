import { isBlank } from '../../commands/edge/texts.js';
import type { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { Mapping } from '../mapping/mapping.js';
import { cleaners } from './cleaning.js';
import { Columns } from './columns.js';
import { derivedReaders } from './derived.js';

/** A row's cells with what is missing taken out; after those of the file the derived ones. */
export type Cells = readonly (string | undefined)[];

/**
 * Makes cells of a row's texts: in one Unicode form (NFC, so that one name is one name), cleaned, without what the mapping declares as missing, with the derived columns behind them. A text
 * that shows nothing is always missing; nothing else is unless declared. What it makes throws RowRejection.
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
