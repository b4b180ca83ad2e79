import { randomUUID } from 'node:crypto';
import type { LogReader } from '../../event-log/event-log.js';
import { Control } from '../../projector/control.js';
import { Projector } from '../../projector/projector.js';
import { completeUnfinished } from '../../projector/rebuild.js';
import type { ViewStore } from '../../view-store/view-store.js';
import { logger } from '../logger.js';
import { codedProjections } from './coded-projections.js';
import { scratchStore } from './scratch-store.js';

export interface OpenedProjector {
  readonly control: Control;
  /** Prepares the views and projects in the background until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The projector of all projections over two opened stores; idle until it is started. */
export function openProjector(log: LogReader, store: ViewStore): OpenedProjector {
  const projector = new Projector({
    log,
    store,
    projections: codedProjections(),
    owner: `${process.pid}-${randomUUID()}`,
    onError: (error) => logger.warn({ error }, 'The projector failed and tries again'),
  });
  return {
    control: new Control(projector, scratchStore),
    start: async () => {
      await projector.start();
      completeUnfinished(projector).catch((error: unknown) =>
        logger.error({ error }, 'A view could not be built anew; the old one goes on serving'),
      );
    },
    stop: () => projector.stop(),
  };
}
