import type { CleaningName, Mapping, OneOrMany } from '../mapping/mapping.js';
import type { Columns } from './columns.js';

type Cleaner = (text: string) => string;
const CLEANERS: Readonly<Record<CleaningName, Cleaner>> = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  // Spreadsheets and data frames write ids as floating-point numbers: 1004298.0 is 1004298.
  whole: (text) => text.replace(/^(-?\d+)\.0+$/, '$1'),
};

/** How each column of the file is written before anything else is made of it, by its place; undefined: as it stands. */
export function cleaners({ clean = {} }: Mapping, columns: Columns, count: number): readonly (Cleaner | undefined)[] {
  const everywhere = many(clean.everywhere);
  const own = new Map<number, readonly CleaningName[]>();
  for (const [column, names] of Object.entries(clean.columns ?? {}))
    own.set(columns.index(column, `clean.columns.${column}`), many(names));
  return Array.from({ length: count }, (_, index) => inTurn([...everywhere, ...(own.get(index) ?? [])]));
}

/** How one column is written, by its name. */
export const cleanerOf = ({ clean = {} }: Mapping, column: string): Cleaner =>
  inTurn([...many(clean.everywhere), ...many(clean.columns?.[column])]) ?? ((text) => text);

const many = (names: OneOrMany<CleaningName> | undefined): readonly CleaningName[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

function inTurn(names: readonly CleaningName[]): Cleaner | undefined {
  if (names.length === 0) return undefined;
  return (text) => names.reduce((cleaned, name) => CLEANERS[name](cleaned), text);
}
