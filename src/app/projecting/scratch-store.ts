import { join } from 'node:path';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import { openViewStore } from '../../view-store/open-view-store.js';
import type { ViewStore } from '../../view-store/view-store.js';

/** A throw-away view store in a file that is gone with it: a fold of a long history stays out of memory. */
export async function scratchStore(): Promise<ViewStore> {
  const folder = temporaryFolder();
  const store = await openViewStore(`file:${join(folder.path, 'views.db')}`);
  const close = store.close.bind(store);
  return Object.assign(store, {
    close: async () => {
      await close();
      folder.remove();
    },
  });
}
