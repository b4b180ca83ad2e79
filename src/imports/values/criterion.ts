import type { Criterion, OneOrMany } from '../mapping/mapping.js';
import { compilePattern } from './pattern.js';

/** What is decided on the cell alone. */
export type ValueCriterion = Exclude<Criterion, { readonly equals: string } | { readonly differs: string }>;

/** The other column that a cell must be as, or must not be as; undefined where none is named. Two that are missing are the same. */
export function otherColumn(criterion: Criterion): { readonly column: string; readonly same: boolean } | undefined {
  if (typeof criterion === 'string' || isList(criterion)) return undefined;
  if ('equals' in criterion) return { column: criterion.equals, same: true };
  return 'differs' in criterion ? { column: criterion.differs, same: false } : undefined;
}

/** Whether a cell, undefined where it is missing, is as a condition wants it. Throws INVALID_MAPPING, naming the field, for a pattern that is none. */
export function meets(criterion: ValueCriterion, field: string): (cell: string | undefined) => boolean {
  if (typeof criterion === 'string' || isList(criterion)) return oneOf(criterion);
  if ('present' in criterion) return (cell) => (cell !== undefined) === criterion.present;
  if ('not' in criterion) {
    const excluded = oneOf(criterion.not);
    return (cell) => !excluded(cell);
  }
  const pattern = compilePattern(criterion.matches, `${field}.matches`);
  return (cell) => cell !== undefined && pattern.test(cell);
}

function oneOf(wanted: OneOrMany<string>): (cell: string | undefined) => boolean {
  const values = new Set<string | undefined>(typeof wanted === 'string' ? [wanted] : wanted);
  return (cell) => values.has(cell);
}
const isList = (criterion: Criterion): criterion is readonly string[] => Array.isArray(criterion);
