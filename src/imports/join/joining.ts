import { invalidMapping } from '../mapping/invalid-mapping.js';
import type { JoinPart, Mapping } from '../mapping/mapping.js';
import { MOST_PARTS } from '../read/limits.js';
import { isBroken, type BrokenRow, type ReadRow, type SourceRow } from '../read/row.js';
import { Columns } from '../values/columns.js';
import { cleanerOf } from '../values/cleaning.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';
import type { JoinedTable } from './joined-table.js';

type KeyReader = (texts: readonly string[]) => string | undefined;

/** How rows of a file find those of another table: their columns once joined, and the key on either side. */
export interface Joining {
  readonly columns: string[];
  readonly theirKey: KeyReader;
  /** Each row with what the table has of it: a row each where the mapping says so; all of theirs empty where it has nothing. */
  readonly join: (pages: AsyncIterable<readonly ReadRow[]>, table: JoinedTable) => AsyncIterable<readonly ReadRow[]>;
}

/**
 * Binds a `join` to the columns of both sides; theirs are named `<name>.<column>` from then on.
 * @throws RapportError INVALID_MAPPING where one is not there, or there already
 */
export function joining(
  { name, part }: { readonly name: string; readonly part: JoinPart },
  mapping: Mapping,
  ours: readonly string[],
  theirs: readonly string[],
): Joining {
  const field = `join.${name}.on`;
  const named = theirs.map((column) => `${name}.${column}`);
  const taken = named.find((column) => ours.includes(column));
  if (taken !== undefined)
    throw invalidMapping(`join.${name}`, `the file itself has a column "${taken}"`, 'Give what is joined another name.');
  const places = { ours: placesIn(ours, mapping), theirs: placesIn(theirs, { ...mapping, format: part.format }) };
  const pairs = Object.entries(part.on).map(([our, their]) => ({
    our: places.ours(our, field),
    their: places.theirs(their, `${field}.${our}`),
    clean: cleanerOf(mapping, our),
  }));
  const missing = new Set(mapping.missing?.values);
  const keyBy =
    (side: 'our' | 'their'): KeyReader =>
    (texts) => {
      const values = pairs.map(({ [side]: place, clean }) => clean((texts[place] as string).normalize('NFC').trim()));
      return values.some((value) => value === '' || missing.has(value)) ? undefined : JSON.stringify(values);
    };
  const ourKey = keyBy('our');
  const nothing = theirs.map(() => '');
  const most = part.each === true ? MOST_PARTS : 1;
  const found = (row: SourceRow, table: JoinedTable): readonly (readonly string[])[] | string => {
    const key = ourKey(row.cells);
    const rows = key === undefined ? [] : table.find(key, most + 1);
    if (rows.length <= most) return rows.length === 0 ? [nothing] : rows;
    return part.each === true
      ? `more than ${MOST_PARTS} rows of ${name} are of it`
      : `several rows of ${name} are of it; say join.${name}.each: true where each tells something of its own`;
  };
  return {
    columns: [...ours, ...named],
    theirKey: keyBy('their'),
    join: async function* (pages, table) {
      let count = 0;
      const numbered = (row: SourceRow | BrokenRow): ReadRow => (part.each === true ? { ...row, number: ++count } : row);
      for await (const page of pages) {
        yield page.flatMap((row): ReadRow[] => {
          if (isBroken(row)) return [numbered(row)];
          const rows = found(row, table);
          if (typeof rows === 'string')
            return [numbered({ number: row.number, line: row.line, problem: rows, code: 'AMBIGUOUS_JOIN' })];
          return rows.map((cells) => numbered({ ...row, cells: [...row.cells, ...cells] }));
        });
      }
    },
  };
}

/** By the rules of all columns: what is named twice, or missing, is told alike. */
function placesIn(names: readonly string[], mapping: Mapping): (column: string, field: string) => number {
  const columns = new Columns(names, mapping, new Pseudonyms());
  return (column, field) => columns.index(column, field);
}
