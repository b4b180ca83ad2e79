import type { Criterion, OneOrMany } from '../mapping/mapping.js';
import { compilePattern } from './pattern.js';

/** Whether a cell, undefined where it is missing, is as a condition wants it. Throws INVALID_MAPPING, naming the field, for a pattern that is none. */
export function meets(criterion: Criterion, field: string): (cell: string | undefined) => boolean {
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
