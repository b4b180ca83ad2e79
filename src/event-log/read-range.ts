import { RapportError } from '../domain/kernel/errors.js';
import type { ReadStreamOptions } from './event-log.js';

export interface StreamRange {
  readonly direction: 'forwards' | 'backwards';
  readonly from: number | undefined;
  /** Infinity when not bounded. */
  readonly maxCount: number;
}

/** Checks what a caller asks of a stream and fills in the defaults. Throws INVALID_INPUT. */
export function streamRange({ from, direction = 'forwards', maxCount = Infinity }: ReadStreamOptions = {}): StreamRange {
  if (from !== undefined && !isCount(from))
    throw new RapportError('INVALID_INPUT', `${from} is not a revision`, { field: 'from' });
  if (maxCount !== Infinity && !isCount(maxCount))
    throw new RapportError('INVALID_INPUT', `${maxCount} is not a count`, { field: 'maxCount' });
  return { direction, from, maxCount };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
