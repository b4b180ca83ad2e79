import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';
import { nearest, invalidMapping } from '../mapping/invalid-mapping.js';
import type { Mapping, JoinPart } from '../mapping/mapping.js';
import { filledUp, withOptional, isBroken, type BrokenRow, type ReadRow, type SourceRow } from '../read/row.js';
import { readRows, type RowSource } from '../read/read-rows.js';
import { JoinedTable } from './joined-table.js';
import { MAX_ROWS_OF_ONE } from '../read/limits.js';
import { Columns } from '../values/columns.js';
import { cleanerOf } from '../values/cleaning.js';
import { Pseudonyms } from '../../privacy/pseudonyms.js';

/** An open file whose rows are joined with those of other tables, as the mapping declares. */
export interface Table extends RowSource {
  readonly joined: readonly JoinedTable[];
}

/**
 * Opens a mapping's input: the file, and the tables with which its rows are joined.
 * @param joins paths of the joined tables, by their name in the mapping; by default as the mapping declares, next to the file
 * @throws RapportError INVALID_FILE, INVALID_MAPPING (`join.<name>.on`: no such column), INVALID_INPUT for a name in `joins`
 * that the mapping does not have
 */
export async function openTable(file: string, mapping: Mapping, joins: Readonly<Record<string, string>> = {}): Promise<Table> {
  requireKnown(joins, mapping);
  const source = await readRows(file, mapping.format);
  const joined: JoinedTable[] = [];
  const close = () => {
    source.close();
    for (const table of joined) table.close();
  };
  try {
    const own = source.columns.map((name) => name.normalize('NFC'));
    let columns = withOptional(own, mapping.format);
    let pages = columns.length > own.length ? filledUp(source.pages, columns.length - own.length) : source.pages;
    const hashes: string[] = [];
    for (const [name, part] of Object.entries(mapping.join ?? {})) {
      const other = await readRows(placeOf(name, file, mapping, joins), part.format);
      const table = new JoinedTable(name);
      joined.push(table);
      try {
        const join = joining(
          { name, part },
          mapping,
          columns,
          other.columns.map((column) => column.normalize('NFC')),
        );
        await table.fill(other.pages, join.theirKey);
        columns = join.columns;
        pages = join.join(pages, table);
        hashes.push(other.contentHash());
      } finally {
        other.close();
      }
    }
    // The hash covers the joined tables: the same rows with another table are another import.
    const contentHash = () => {
      const hash = source.contentHash();
      if (hashes.length === 0) return hash;
      return createHash('sha256')
        .update([hash, ...hashes].join('\n'))
        .digest('hex');
    };
    return { ...source, columns, pages, contentHash, joined, close };
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * The path of a joined table: from the caller, else from the mapping: a file next to this one, or another member or sheet of
 * it.
 */
function placeOf(name: string, file: string, { join }: Mapping, joins: Readonly<Record<string, string>>): string {
  const { file: beside, format } = join![name]!;
  const given = joins[name];
  if (given !== undefined) return given;
  if (beside !== undefined) {
    const place = path.join(path.dirname(file), beside);
    if (existsSync(place)) return place;
    throw new RapportError('INVALID_FILE', `The mapping joins "${name}", but there is no ${beside} next to the imported file`, {
      field: 'join',
      reasons: [{ field: `join.${name}`, code: 'MISSING' }],
      remedy: `Put the file there, or give --join ${name}=FILE. An upload is one file: send a ZIP or a workbook that contains both tables.`,
    });
  }
  if (format.member !== undefined || format.sheet !== undefined) return file;
  throw new RapportError('INVALID_INPUT', `The mapping joins "${name}", but the path of this table is not given`, {
    field: 'join',
    reasons: [{ field: `join.${name}`, code: 'MISSING' }],
    remedy: `Give --join ${name}=FILE, or declare join.${name}.file in the mapping.`,
  });
}

function requireKnown(joins: Readonly<Record<string, string>>, { name: mapping, join = {} }: Mapping): void {
  const names = Object.keys(join);
  const unknown = Object.keys(joins).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, names);
  const hint =
    near === undefined
      ? names.length === 0
        ? 'it joins no table'
        : `its tables are: ${names.join(', ')}`
      : `did you mean "${near}"?`;
  throw new RapportError('INVALID_INPUT', `The mapping "${mapping}" does not join a table "${unknown}"; ${hint}`, {
    field: 'join',
    remedy: 'Use the name of a table under join in the mapping.',
    reasons: [
      names.length === 0
        ? { field: 'join', code: 'UNKNOWN_FIELD' }
        : { field: 'join', code: 'NOT_ONE_OF', parameters: { values: names } },
    ],
  });
}

type KeyReader = (texts: readonly string[]) => string | undefined;

/** How a file's rows find those of another table: the columns of the joined rows, and the key on either side. */
export interface Joining {
  readonly columns: string[];
  readonly theirKey: KeyReader;
  /** Joins each row with its matches: one row per match where the mapping allows several, and empty cells where there is none. */
  readonly join: (pages: AsyncIterable<readonly ReadRow[]>, table: JoinedTable) => AsyncIterable<readonly ReadRow[]>;
}

/**
 * Binds a `join` to the columns of both sides. The joined columns are named `<name>.<column>` from then on.
 * @throws RapportError INVALID_MAPPING where a column is missing, or its name is already taken
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
    throw invalidMapping(`join.${name}`, `the file itself has a column "${taken}"`, 'Give the joined column another name.');
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
  const most = part.each === true ? MAX_ROWS_OF_ONE : 1;
  const found = (row: SourceRow, table: JoinedTable): readonly (readonly string[])[] | string => {
    const key = ourKey(row.cells);
    const rows = key === undefined ? [] : table.find(key, most + 1);
    if (rows.length <= most) return rows.length === 0 ? [nothing] : rows;
    return part.each === true
      ? `more than ${MAX_ROWS_OF_ONE} rows of ${name} match it`
      : `several rows of ${name} match it; declare join.${name}.each: true if each is a separate fact`;
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

/** Uses the rules for all columns, so that duplicate and missing ones give the same errors. */
function placesIn(names: readonly string[], mapping: Mapping): (column: string, field: string) => number {
  const columns = new Columns(names, mapping, new Pseudonyms());
  return (column, field) => columns.index(column, field);
}
