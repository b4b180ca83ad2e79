import { RapportError } from '../../domain/kernel/errors.js';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 500;

/** Relay's four arguments. `first` goes with `after`, `last` with `before`. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The same, checked: how many, from which cursor, in which direction. */
export interface PageRequest {
  readonly size: number;
  readonly cursor: string | null;
  readonly backward: boolean;
}

/** Checks Relay's arguments; null is absent. Throws INVALID_INPUT naming the one that is wrong. */
export function pageRequest({ first, after, last, before }: PageArgs): PageRequest {
  const backward = isGiven(last) || (!isGiven(first) && isGiven(before));
  if (backward && isGiven(first)) throw misplaced('last', 'first');
  if (backward && isGiven(after)) throw misplaced('after', isGiven(last) ? 'last' : 'before');
  if (!backward && isGiven(before)) throw misplaced('before', 'first');
  const size = (backward ? last : first) ?? DEFAULT_PAGE_SIZE;
  const field = backward ? 'last' : 'first';
  if (!Number.isInteger(size) || size < 0 || size > MAX_PAGE_SIZE) {
    throw new RapportError('INVALID_INPUT', `\`${field}\` is ${size}, but must be a whole number from 0 to ${MAX_PAGE_SIZE}.`, {
      field,
      remedy: `Ask for at most ${MAX_PAGE_SIZE} and follow the cursors.`,
    });
  }
  return { size, cursor: (backward ? before : after) ?? null, backward };
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

const misplaced = (field: string, other: string) =>
  new RapportError('INVALID_INPUT', `\`${field}\` cannot go together with \`${other}\`.`, {
    field,
    remedy: 'Page forwards with `first` and `after`, or backwards with `last` and `before`.',
  });
