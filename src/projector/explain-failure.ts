import { isRapportError, RapportError } from '../domain/kernel/errors.js';

/** Says of what stopped the projector what it means for whoever runs it. */
export function explainFailure(error: unknown): unknown {
  if (!isRapportError(error, 'INVALID_POSITION')) return error;
  return new RapportError(
    'INVALID_POSITION',
    'The views have come to a position that the log does not have: they are of another log',
    {
      field: 'VIEW_STORE',
      remedy:
        'Name the views of this log, or an empty database or file: they are built again. The same holds when the log was put back from an older backup.',
      cause: error,
    },
  );
}
