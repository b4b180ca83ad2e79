import { createHash } from 'node:crypto';
import path from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';
import { nearest } from '../mapping/nearest.js';
import type { Mapping } from '../mapping/mapping.js';
import { filledUp, withOptional } from '../read/optional-columns.js';
import { readRows, type RowSource } from '../read/read-rows.js';
import { joining } from './joining.js';
import { JoinedTable } from './joined-table.js';

/** A file being read, its rows joined with those of other tables as the mapping says. */
export interface Table extends RowSource {
  readonly joined: readonly JoinedTable[];
}

/**
 * Opens what a mapping reads: the file, and the tables that its rows are joined with.
 * @param joins where the joined tables lie, by their name in the mapping; else where the mapping says, beside the file
 * @throws RapportError INVALID_FILE, INVALID_MAPPING (`join.<name>.on`: no such column), INVALID_INPUT for a name in `joins` that the mapping has not
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
    // The same rows beside another table are another import.
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

/** As the caller says, else the mapping: a file beside this one, or another member or sheet of it. */
function placeOf(name: string, file: string, { join }: Mapping, joins: Readonly<Record<string, string>>): string {
  const { file: beside, format } = join![name]!;
  const given = joins[name] ?? (beside === undefined ? undefined : path.join(path.dirname(file), beside));
  if (given !== undefined) return given;
  if (format.member !== undefined || format.sheet !== undefined) return file;
  throw new RapportError('INVALID_INPUT', `The mapping joins "${name}", and nobody says where it lies`, {
    field: 'join',
    remedy: `Give --join ${name}=FILE, or declare join.${name}.file in the mapping.`,
  });
}

function requireKnown(joins: Readonly<Record<string, string>>, { name: mapping, join = {} }: Mapping): void {
  const names = Object.keys(join);
  const unknown = Object.keys(joins).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, names);
  const hint =
    near === undefined ? (names.length === 0 ? 'it joins none' : `there are: ${names.join(', ')}`) : `did you mean "${near}"?`;
  throw new RapportError('INVALID_INPUT', `The mapping "${mapping}" joins no table "${unknown}"; ${hint}`, {
    field: 'join',
    remedy: 'Name a table as the mapping does under join.',
  });
}
