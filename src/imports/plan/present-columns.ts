import type { Mapping } from '../mapping/mapping.js';
import type { Columns } from '../values/columns.js';
import { type Aspect, saidBy } from './silent-rows.js';

/**
 * Columns of a history that say on each row how the whole ticket stands at the export, not what the row tells: those that are declared, else, where
 * the elements of an array are rows, what stands beside the array. The next export may have something else there on the same rows.
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

/** Of what a row that is on record says nothing when it comes again: a column of the present says it. */
export function presentAspects({ registers, states, changes }: Mapping, present: ReadonlySet<string>): ReadonlySet<Aspect> {
  const aspects = new Set<Aspect>();
  if (present.has(registers.teams?.column ?? '')) aspects.add('HOLDER');
  if (present.has(states?.of ?? '')) aspects.add('STATE');
  for (const { command, columns } of changes ?? [])
    if (columns.every((column) => present.has(column))) for (const aspect of saidBy(command)) aspects.add(aspect);
  return aspects;
}
