import { RapportError } from '../../domain/kernel/errors.js';

/** The candidate closest to the word; undefined where none is close enough to have been meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance: insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** INVALID_MAPPING at a place in the mapping, written as `changes[0].fields.impact`. */
export function invalidMapping(
  field: string,
  problem: string,
  remedy = 'Correct the mapping there: docs/mappings.md.',
): RapportError {
  return new RapportError('INVALID_MAPPING', `${field || 'the mapping'}: ${problem}`, {
    field,
    remedy,
    reasons: [{ field, code: 'NOT_UNDERSTOOD' }],
  });
}

/** INVALID_MAPPING for an unknown name, with the name that was probably meant. */
export function unknownName(field: string, what: string, name: string, candidates: Iterable<string>): RapportError {
  const names = [...candidates];
  const near = nearest(name, names);
  const hint = near === undefined ? `known are: ${names.slice(0, 60).join(', ')}` : `did you mean "${near}"?`;
  return invalidMapping(
    field,
    `there is no ${what} "${name}"; ${hint}`,
    near === undefined ? 'Use one of them.' : `Write "${near}".`,
  );
}
