import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import type { Position } from '../domain/kernel/event.js';
import type { LogReader } from './event-log.js';

/**
 * Makes sure that the log has been at a position: reading nothing from one to itself asks it.
 * @throws RapportError INVALID_POSITION naming the field; the log's others
 */
export async function requireGivenOut(log: LogReader, position: Position, field: string): Promise<void> {
  try {
    for await (const _ of log.read(position, { until: position })) break;
  } catch (error) {
    throw isRapportError(error, 'INVALID_POSITION') ? invalidPosition(field, position, error) : error;
  }
}

/** The refusal of a position, naming the field in which it came. */
export const invalidPosition = (field: string, position: Position, cause: unknown): RapportError =>
  new RapportError('INVALID_POSITION', `${field}: the log has not been at "${position}"`, {
    field,
    remedy: 'Use a position that a mutation, the feed or projectionStatus gave you.',
    cause,
  });
