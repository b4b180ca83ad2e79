import { statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECTIONS } from '../../../projections/index.js';
import type { Position } from '../../domain/kernel/event.js';
import type { LogReader } from '../../event-log/event-log.js';
import { foldViews, type FoldedViews, type FoldHow } from '../../history/folds.js';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewsInThread, openViewStore } from '../../view-store/open-view-store.js';

/** Folds views into a file that does not exist yet. Returns its size in bytes. Throws the signal's reason when it comes. */
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
 * Has views folded into a file of a temporary folder, and opens them for reading; closing them removes it. So a fold of a long history stays out
 * of memory, and may be made in another thread.
 * @param fold makes the file and returns its size in bytes
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
