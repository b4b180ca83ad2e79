import { PROJECTIONS } from '../../projections/index.js';
import type { LogReader } from '../../src/event-log/event-log.js';
import { foldViews, type FoldViews } from '../../src/history/folds.js';
import { openViewStore } from '../../src/view-store/open-view-store.js';
import type { ViewStore } from '../../src/view-store/view-store.js';

/** Folds past views in this thread, each into a store in memory. */
export const foldInMemory =
  (log: LogReader, open: () => Promise<ViewStore> = () => openViewStore('memory:')): FoldViews =>
  async (position, views, how) => {
    const store = await open();
    try {
      await foldViews(log, PROJECTIONS, store, { position, views }, how);
    } catch (error) {
      await store.close();
      throw error;
    }
    return { store, bytes: 1 };
  };
