import { RapportError } from '../../domain/kernel/errors.js';
import type { Reason } from '../../domain/kernel/reasons.js';

/** INVALID_FILE. `field`: the file, or what the mapping says of it that does not go with it; `reason`: the same for programs. */
export const invalidFile = (field: string, message: string, remedy: string, reason: Reason, cause?: unknown): RapportError =>
  new RapportError('INVALID_FILE', message, { field, remedy, reasons: [{ field, ...reason }], cause });
