import { randomUUID } from 'node:crypto';
import { PROJECTIONS } from '../../../projections/index.js';
import type { LogReader } from '../../event-log/event-log.js';
import type { CodedProjection } from '../../projector/catalog.js';
import { codeHashOf } from '../../projector/code-hash.js';
import { Control } from '../../projector/control.js';
import { Projector } from '../../projector/projector.js';
import { completeUnfinished } from '../../projector/rebuild.js';
import type { ViewStore } from '../../view-store/view-store.js';
import { logger } from '../logger.js';
import { join } from 'node:path';
import { temporaryFolder } from '../../sqlite/temporary-folder.js';
import { openViewStore } from '../../view-store/open-view-store.js';

/** All projections, each with the hash of the code that this process runs. */
export const codedProjections = (): readonly CodedProjection[] =>
  PROJECTIONS.map((projection) => ({ projection, codeHash: codeHashOf(projection.name) }));

export interface OpenedProjector {
  readonly control: Control;
  /** Prepares the views, and projects in the background until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Creates the projector of all projections over two open stores. It is idle until started. */
export function openProjector(log: LogReader, store: ViewStore): OpenedProjector {
  const projector = new Projector({
    log,
    store,
    projections: codedProjections(),
    owner: `${process.pid}-${randomUUID()}`,
    onError: (error) => logger.warn({ error }, 'The projector failed; trying again'),
  });
  return {
    control: new Control(projector, scratchStore),
    start: async () => {
      await projector.start();
      void completeUnfinished(projector);
    },
    stop: () => projector.stop(),
  };
}

/** A view store in a temporary file, which is removed on closing: the fold of a long history does not take memory. */
async function scratchStore(): Promise<ViewStore> {
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
