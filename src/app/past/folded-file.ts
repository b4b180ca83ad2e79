import { rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECTIONS } from '../../../projections/index.js';
import type { Position } from '../../domain/kernel/event.js';
import type { LogReader } from '../../event-log/event-log.js';
import { foldViews } from '../../history/fold-views.js';
import type { FoldedViews, FoldHow } from '../../history/folds.js';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewsBeside, openViewStore } from '../../view-store/open-view-store.js';

/** Views of a past position in a file of their own: a fold of a long history stays out of memory, and passes from thread to thread by name. */
export interface FoldedFile {
  readonly file: string;
  readonly bytes: number;
}

/** Folds views into a new file in the temporary folder. Throws the signal's reason when it comes; the file is gone then. */
export async function foldToFile(
  log: LogReader,
  position: Position,
  views: readonly string[],
  how: FoldHow,
): Promise<FoldedFile> {
  const folder = temporaryFolder();
  const file = join(folder, 'views.db');
  try {
    const store = await openViewStore(`file:${file}`);
    try {
      await foldViews(log, PROJECTIONS, store, { position, views }, how);
    } finally {
      await store.close();
    }
    return { file, bytes: statSync(file).size };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Opens folded views for reading; closing them removes the file. */
export async function openFolded({ file, bytes }: FoldedFile): Promise<FoldedViews> {
  const store = await openViewsBeside(`file:${file}`, new WriteCount());
  const close = store.close.bind(store);
  return {
    bytes,
    store: Object.assign(store, {
      close: async () => {
        await close();
        rmSync(dirname(file), { recursive: true, force: true });
      },
    }),
  };
}
