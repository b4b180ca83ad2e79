import { RapportError } from '../domain/kernel/errors.js';
import type { Position } from '../domain/kernel/event.js';
import type { RevisionMismatch } from './event-log.js';

/** WRONG_EXPECTED_REVISION in every engine's words; the mismatch travels as its cause. */
export function wrongExpectedRevision(mismatch: RevisionMismatch): RapportError {
  const { stream, expected, actual } = mismatch;
  const stands = actual === -1 ? 'does not exist' : `stands at ${actual}`;
  return new RapportError('WRONG_EXPECTED_REVISION', `${stream} ${stands}, expected ${expected}`, {
    remedy: 'Read the stream again and decide anew.',
    cause: mismatch,
  });
}

export const invalidPosition = (position: Position): RapportError =>
  new RapportError('INVALID_POSITION', `"${position}" is not a position of this log`, {
    field: 'after',
    remedy: 'Use a position that this log gave out, or none.',
  });

export const logClosed = (): RapportError =>
  new RapportError('LOG_UNAVAILABLE', 'The event log is closed', { remedy: 'Start again, then repeat.' });
