import { RapportError } from '../../domain/kernel/errors.js';
import type { Scalar } from '../../view-store/view-store.js';

/** A place in an order: the value ordered by (null when the key alone orders) and the key that breaks ties. */
export interface Place {
  readonly value: Scalar | null;
  readonly key: string;
}

/** Makes the opaque cursor of a place. The order is part of it, so that a cursor of another order is recognised and refused. */
export const encodeCursor = (order: string, { value, key }: Place): string =>
  Buffer.from(JSON.stringify([order, value, key])).toString('base64url');

/** Reads a cursor back. Throws INVALID_CURSOR, naming the argument, unless a connection of this order gave it out. */
export function decodeCursor(
  order: string,
  { cursor, backward }: { readonly cursor: string; readonly backward: boolean },
): Place {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== order || !isValue(parts[1]) || typeof parts[2] !== 'string') {
    throw new RapportError('INVALID_CURSOR', 'The cursor is not one that this connection gave out in this order.', {
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
