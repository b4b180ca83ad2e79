import { fileURLToPath } from 'node:url';
import { RapportError } from '../domain/kernel/errors.js';
import { EmbeddedEventLog, ThreadLogReader } from './embedded/embedded-event-log.js';
import { LogAtRest } from './embedded/log-at-rest.js';
import type { EventLog, LogReader } from './event-log.js';

const REMEDY = 'Use file:<path>, as in file:./data/events.db, or esdb://host:port?tls=false, or kurrentdb://host:port.';

/**
 * Opens the log that a URL names: `file:<path>` (relative to the working directory, or `file:///<path>`), `esdb://`,
 * `esdb+discover://`, `kurrentdb://` and `kurrentdb+discover://`.
 *
 * Errors: INVALID_CONFIGURATION (no such kind of log, or a malformed URL), STORE_BUSY, STORE_CORRUPT, LOG_UNAVAILABLE.
 */
export async function openEventLog(url: string): Promise<EventLog> {
  if (url.startsWith('file:')) return EmbeddedEventLog.open(pathOf(url));
  if (/^(esdb|kurrentdb)(\+discover)?:\/\//.test(url)) {
    // Imported only when needed: loading the client takes a tenth of a second, which a command on embedded files need not pay.
    const { EventStoreDbLog } = await import('./eventstoredb/event-store-db-log.js');
    return EventStoreDbLog.open(url);
  }
  const [kind = ''] = url.split(':');
  throw new RapportError('INVALID_CONFIGURATION', `"${kind}:" is not a kind of event log`, {
    field: 'EVENT_LOG',
    remedy: REMEDY,
  });
}

/**
 * Opens, for reading, the log that another thread of this process already has open.
 *
 * Errors: those of `openEventLog`, except STORE_BUSY.
 */
export async function openLogInThread(url: string): Promise<LogReader> {
  return url.startsWith('file:') ? ThreadLogReader.open(pathOf(url)) : openEventLog(url);
}

/**
 * Opens a log for reading only: a file and its folder are neither changed nor created.
 *
 * Errors: those of `openEventLog`, except STORE_BUSY.
 */
export async function openLogAtRest(url: string): Promise<EventLog> {
  return url.startsWith('file:') ? LogAtRest.open(pathOf(url)) : openEventLog(url);
}

function pathOf(url: string): string {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
  if (path !== '') return path;
  throw new RapportError('INVALID_CONFIGURATION', `"${url}" does not name a file`, {
    field: 'EVENT_LOG',
    remedy: REMEDY,
  });
}
