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
 * Opens the view store that an address names: `file:PATH` (this process owns the file), `memory:` (gone at the end), `mongodb://` or
 * `mongodb+srv://` with the database's name as its path. An address of a server is only tried at the first call.
 *
 * @param written what those count by who read a file beside: `openViewsInThread`
 * Errors: INVALID_CONFIGURATION, STORE_BUSY, STORE_CORRUPT, DISK_FULL.
 */
export async function openViewStore(url: string, written?: WriteCount): Promise<ViewStore> {
  if (url === 'memory:') return new EmbeddedViewStore(':memory:');
  if (url.startsWith('file:') && url.length > 'file:'.length) return openFile(url.slice('file:'.length), written);
  if (/^mongodb(\+srv)?:\/\//.test(url)) {
    // Whoever keeps views at home does not pay for loading the driver.
    const { MongoViewStore } = await import('./mongodb/mongo-view-store.js');
    return new MongoViewStore(url);
  }
  throw new RapportError('INVALID_CONFIGURATION', 'VIEW_STORE is not an address of a view store', {
    field: 'VIEW_STORE',
    remedy: 'Use file:PATH, memory: or mongodb://HOST/DATABASE.',
  });
}

/**
 * Opens, for reading, the views that this process has open already in another thread.
 *
 * @param written of a file: what its owner opened it with
 * Errors: those of `openViewStore`, but for STORE_BUSY.
 */
export async function openViewsInThread(url: string, written: WriteCount): Promise<ViewStoreReader> {
  if (!url.startsWith('file:')) return openViewStore(url);
  const file = url.slice('file:'.length);
  return new EmbeddedViewReader(new Database(file, { readonly: true }), new OpenedFile(file, written.writes), written);
}

/**
 * Opens views for a look: a file, and the folder that it is in, stay as they are. One that is not there has no views.
 *
 * Errors: those of `openViewStore`, but for STORE_BUSY.
 */
export async function openViewsAtRest(url: string): Promise<ViewStoreReader> {
  if (!url.startsWith('file:')) return openViewStore(url);
  const file = url.slice('file:'.length);
  if (!existsSync(file) || statSync(file).size === 0) return openViewStore('memory:');
  const { database, close } = openAtRest(file);
  const views = new EmbeddedViewReader(database, undefined, new WriteCount());
  return Object.assign(views, { close: async () => close() });
}

/** A damaged file of views is no loss: all that is in it can be folded again. */
function openFile(file: string, written: WriteCount | undefined): ViewStore {
  try {
    return new EmbeddedViewStore(file, written);
  } catch (error) {
    if (!isRapportError(error, 'STORE_CORRUPT')) throw error;
    throw new RapportError('STORE_CORRUPT', error.message, {
      remedy: 'Remove it if it held views: they are built again from the event log.',
      cause: error.cause,
    });
  }
}
