import { fileURLToPath } from 'node:url';
import { RapportError } from '../domain/kernel/errors.js';
import { EmbeddedEventLog } from './embedded/embedded-event-log.js';
import type { EventLog } from './event-log.js';

/**
 * Opens the log that a URL names: `file:<path>` (relative to the working directory, or `file:///<path>`).
 *
 * Errors: INVALID_CONFIGURATION (no such kind of log, or a URL that cannot be understood), STORE_BUSY, STORE_CORRUPT.
 */
export async function openEventLog(url: string): Promise<EventLog> {
  if (url.startsWith('file:')) return EmbeddedEventLog.open(pathOf(url));
  throw new RapportError('INVALID_CONFIGURATION', `"${url}" names no event log`, {
    field: 'EVENT_LOG',
    remedy: 'Use file:<path>, as in file:./data/events.db.',
  });
}

function pathOf(url: string): string {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  if (path !== '') return path;
  throw new RapportError('INVALID_CONFIGURATION', `"${url}" names no file`, {
    field: 'EVENT_LOG',
    remedy: 'Use file:<path>, as in file:./data/events.db.',
  });
}
