import { statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECTIONS } from '../../../projections/index.js';
import type { Position } from '../../domain/kernel/event.js';
import type { LogReader } from '../../event-log/event-log.js';
import { foldViews, type FoldedViews, type FoldHow } from '../../history/folds.js';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewsInThread, openViewStore } from '../../view-store/open-view-store.js';

/** Folds views into a new file. Returns its size in bytes. Throws the signal's reason when aborted. */
export async function foldToFile(
  log: LogReader,
  file: string,
  { position, views }: { readonly position: Position; readonly views: readonly string[] },
  how: FoldHow,
): Promise<number> {
  const store = await openViewStore(`file:${file}`);
  try {
    await foldViews(log, PROJECTIONS, store, { position, views }, how);
  } finally {
    await store.close();
  }
  return statSync(file).size;
}

/**
 * Folds views into a temporary file and opens it for reading; closing removes the file. So the fold of a long history does not
 * take memory, and can be made in another thread.
 * @param fold creates the file and returns its size in bytes
 */
export async function foldedInFile(fold: (file: string) => Promise<number>): Promise<FoldedViews> {
  const folder = temporaryFolder();
  try {
    const file = join(folder.path, 'views.db');
    const bytes = await fold(file);
    const store = await openViewsInThread(`file:${file}`, new WriteCount());
    const close = store.close.bind(store);
    const closeAndRemove = async () => {
      await close();
      folder.remove();
    };
    return { bytes, store: Object.assign(store, { close: closeAndRemove }) };
  } catch (error) {
    folder.remove();
    throw error;
  }
}
