import { RapportError } from '../../domain/kernel/errors.js';
import type { Scalar } from '../../view-store/view-store.js';

/** One page of a connection. What costs a further read is computed only when it is selected. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  hasNextPage(): Promise<boolean>;
  hasPreviousPage(): Promise<boolean>;
  /** The number of all rows that the filter admits, on any page. */
  totalCount(): Promise<number>;
}

/** The same page with its nodes mapped. */
export const mapPage = <A, B>(page: Page<A>, turn: (node: A) => B): Page<B> => pageWith(page, turn);

/** The same page with its nodes mapped, without those that map to undefined. */
export const pageWith = <A, B>(page: Page<A>, turn: (node: A) => B | undefined): Page<B> => ({
  ...page,
  edges: page.edges.flatMap(({ cursor, node }) => {
    const turned = turn(node);
    return turned === undefined ? [] : [{ cursor, node: turned }];
  }),
});

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 500;

/** Relay's four arguments. `first` goes with `after`, `last` with `before`. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The validated arguments: how many rows, from which cursor, in which direction. */
export interface PageRequest {
  readonly size: number;
  readonly cursor: string | null;
  readonly backward: boolean;
}

/**
 * Validates Relay's arguments; null counts as absent.
 * @throws RapportError INVALID_INPUT, naming the wrong argument
 */
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
      remedy: `Request at most ${MAX_PAGE_SIZE} and follow the cursors.`,
      reasons: [{ field, code: 'OUT_OF_RANGE', parameters: { least: 0, most: MAX_PAGE_SIZE } }],
    });
  }
  return { size, cursor: (backward ? before : after) ?? null, backward };
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

const misplaced = (field: string, other: string) =>
  new RapportError('INVALID_INPUT', `\`${field}\` must not be given together with \`${other}\`.`, {
    field,
    remedy: 'Page forwards with `first` and `after`, or backwards with `last` and `before`.',
    reasons: [{ field, code: 'MISPLACED', parameters: { other } }],
  });

/** Iterates over all nodes of a paged query. */
export async function* everyPage<T>(ask: (page: PageArgs) => Promise<Page<T>>): AsyncIterable<T> {
  let after: string | null = null;
  for (;;) {
    const page: Page<T> = await ask({ first: MAX_PAGE_SIZE, after });
    for (const { node } of page.edges) yield node;
    if (page.endCursor === null || !(await page.hasNextPage())) return;
    after = page.endCursor;
  }
}

/** A position in an order: the ordered value (null when the order is by key alone), and the key as tie-breaker. */
export interface Place {
  readonly value: Scalar | null;
  readonly key: string;
}

/** Encodes an opaque cursor. It contains the order, so that a cursor of another order is recognised and refused. */
export const encodeCursor = (order: string, { value, key }: Place): string =>
  Buffer.from(JSON.stringify([order, value, key])).toString('base64url');

/**
 * Decodes a cursor.
 * @throws RapportError INVALID_CURSOR, naming the argument, unless a connection of this order issued the cursor
 */
export function decodeCursor(
  order: string,
  { cursor, backward }: { readonly cursor: string; readonly backward: boolean },
): Place {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== order || !isValue(parts[1]) || typeof parts[2] !== 'string') {
    throw new RapportError('INVALID_CURSOR', 'This connection did not issue the cursor, or issued it for another order.', {
      field: backward ? 'before' : 'after',
      remedy: 'Use `pageInfo.endCursor` or `startCursor` of a page with the same `orderBy`.',
    });
  }
  return { value: parts[1], key: parts[2] };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const isValue = (value: unknown): value is Scalar | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
