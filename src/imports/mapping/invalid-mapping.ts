import { RapportError } from '../../domain/kernel/errors.js';
import { nearest } from './nearest.js';

/** INVALID_MAPPING at a place of the mapping, written as `changes[0].fields.impact`. */
export function invalidMapping(
  field: string,
  problem: string,
  remedy = 'Correct the mapping there: docs/mappings.md.',
): RapportError {
  return new RapportError('INVALID_MAPPING', `${field || 'the mapping'}: ${problem}`, { field, remedy });
}

/** INVALID_MAPPING for a name that is not among those there are, with the one that was probably meant. */
export function unknownName(field: string, what: string, name: string, known: Iterable<string>): RapportError {
  const names = [...known];
  const near = nearest(name, names);
  const hint = near === undefined ? `there are: ${names.slice(0, 60).join(', ')}` : `did you mean "${near}"?`;
  return invalidMapping(
    field,
    `there is no ${what} "${name}"; ${hint}`,
    near === undefined ? 'Name one of those.' : `Write "${near}".`,
  );
}
