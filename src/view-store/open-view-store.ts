import { existsSync, statSync } from 'node:fs';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { openAtRest } from '../sqlite/at-rest.js';
import { Database } from '../sqlite/database.js';
import { OpenedFile } from '../sqlite/opened-file.js';
import { EmbeddedViewReader } from './embedded/embedded-view-reader.js';
import { EmbeddedViewStore } from './embedded/embedded-view-store.js';
import { WriteCount } from './embedded/write-count.js';
import type { ViewStore, ViewStoreReader } from './view-store.js';

/**
 * Opens the view store at an address: `file:PATH` (this process owns the file), `memory:` (lost at the end of the process), `mongodb://`
 * or `mongodb+srv://` with the database name as its path. A server is contacted only on the first call.
 *
 * @param written the write counter that readers of the file in other threads share: `openViewsInThread` Errors: INVALID_CONFIGURATION,
 * STORE_BUSY, STORE_CORRUPT, DISK_FULL.
 */
export async function openViewStore(url: string, written?: WriteCount): Promise<ViewStore> {
  if (url === 'memory:') return new EmbeddedViewStore(':memory:');
  if (url.startsWith('file:') && url.length > 'file:'.length) return openFile(url.slice('file:'.length), written);
  if (/^mongodb(\+srv)?:\/\//.test(url)) {
    // Load the driver on demand, so that users of the embedded store do not pay for it.
    const { MongoViewStore } = await import('./mongodb/mongo-view-store.js');
    return new MongoViewStore(url);
  }
  throw new RapportError('INVALID_CONFIGURATION', 'VIEW_STORE is not an address of a view store', {
    field: 'VIEW_STORE',
    remedy: 'Use file:PATH, memory: or mongodb://HOST/DATABASE.',
  });
}

/**
 * Opens read-only the views that this process already has open in another thread.
 *
 * @param written for a file: the counter with which its owner opened it Errors: those of `openViewStore`, except STORE_BUSY.
 */
export async function openViewsInThread(url: string, written: WriteCount): Promise<ViewStoreReader> {
  if (!url.startsWith('file:')) return openViewStore(url);
  const file = url.slice('file:'.length);
  return new EmbeddedViewReader(new Database(file, { readonly: true }), new OpenedFile(file, written.writes), written);
}

/**
 * Opens views read-only, leaving the file and its folder unchanged. A missing or empty file has no views.
 *
 * Errors: those of `openViewStore`, except STORE_BUSY.
 */
export async function openViewsAtRest(url: string): Promise<ViewStoreReader> {
  if (!url.startsWith('file:')) return openViewStore(url);
  const file = url.slice('file:'.length);
  if (!existsSync(file) || statSync(file).size === 0) return openViewStore('memory:');
  const { database, close } = openAtRest(file);
  const views = new EmbeddedViewReader(database, undefined, new WriteCount());
  return Object.assign(views, { close: async () => close() });
}

/** Opens the file, and says in STORE_CORRUPT that a damaged file of views is no loss: its views can be folded again from the log. */
function openFile(file: string, written: WriteCount | undefined): ViewStore {
  try {
    return new EmbeddedViewStore(file, written);
  } catch (error) {
    if (!isRapportError(error, 'STORE_CORRUPT')) throw error;
    throw new RapportError('STORE_CORRUPT', error.message, {
      remedy: 'Remove the file if it contained views: they are rebuilt from the event log.',
      cause: error.cause,
    });
  }
}
