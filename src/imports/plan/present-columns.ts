import type { Mapping } from '../mapping/mapping.js';
import type { Cells } from '../values/cells.js';
import type { CellReader, Columns } from '../values/columns.js';
import { type Aspect, saidBy } from './silent-rows.js';

/**
 * Columns of a history that hold the state of the whole ticket at the export on each row, and not that of the row's moment.
 * Either declared, or, where array elements are rows, the columns outside the array. The next export may have other values
 * there on the same rows.
 */
export function presentColumns({ fidelity, record, format }: Mapping, columns: Columns): ReadonlySet<string> {
  if (fidelity !== 'HISTORY') return new Set();
  for (const [i, column] of (record.present ?? []).entries()) columns.index(column, `record.present[${i}]`);
  if (record.present !== undefined) return new Set(record.present);
  const { each, type } = format;
  const isOfElement = (column: string) => column === each || column.startsWith(`${each}.`);
  if (each === undefined || (type !== 'json' && type !== 'ndjson') || isOfElement(record.key)) return new Set();
  return new Set([...(format.columns ?? []), ...(format.optional ?? [])].filter((column) => !isOfElement(column)));
}

/** The aspects that a re-imported row no longer states, because they come from a column of the present. */
export function presentAspects({ registers, states, changes }: Mapping, present: ReadonlySet<string>): ReadonlySet<Aspect> {
  const aspects = new Set<Aspect>();
  if (present.has(registers.teams?.column ?? '')) aspects.add('HOLDER');
  if (present.has(states?.of ?? '')) aspects.add('STATE');
  for (const { command, columns } of changes ?? [])
    if (columns.every((column) => present.has(column))) for (const aspect of saidBy(command)) aspects.add(aspect);
  return aspects;
}

/**
 * Makes of a row's cells those of the row that the same document has while its list is empty: the columns along the path of
 * `format.each` are missing, and the derived ones are derived anew. Undefined where array elements are not rows.
 * @param names the file's columns, which precede the derived ones
 */
export function withoutElement(
  { fidelity, format: { each, type } }: Mapping,
  names: readonly string[],
  derived: readonly CellReader[],
): ((cells: Cells) => Cells) | undefined {
  if (fidelity !== 'HISTORY' || each === undefined || (type !== 'json' && type !== 'ndjson')) return undefined;
  // Each array on the way to the elements may be the empty one, and only the document shows which of the names are arrays.
  const [list] = each.split('.');
  const isOfElement = names.map((name) => name === list || name.startsWith(`${list}.`));
  return (cells) => {
    const own = names.map((_, index) => (isOfElement[index] ? undefined : cells[index]));
    for (const read of derived) own.push(read(own));
    return own;
  };
}
