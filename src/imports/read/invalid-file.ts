import { RapportError } from '../../domain/kernel/errors.js';
import type { Reason } from '../../domain/kernel/reasons.js';

/** INVALID_FILE. `field`: the file, or the part of the mapping that does not fit it; `reason`: the machine-readable form. */
export const invalidFile = (field: string, message: string, remedy: string, reason: Reason, cause?: unknown): RapportError =>
  new RapportError('INVALID_FILE', message, { field, remedy, reasons: [{ field, ...reason }], cause });
