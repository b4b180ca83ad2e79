import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECTIONS } from '../../projections/index.js';
import { LogCommandRunner, type Domain } from '../commands/log-command-runner.js';
import { AGGREGATES, EVENT_TYPES } from '../domain/aggregates.js';
import { openEventLog } from '../event-log/open-event-log.js';
import { PastViews } from '../history/past-views.js';
import { codeHashOf } from '../projector/code-hash.js';
import { Control } from '../projector/control.js';
import { Projector } from '../projector/projector.js';
import { completeUnfinished } from '../projector/rebuild.js';
import { LiveViews } from '../queries/live-views.js';
import { openViewStore } from '../view-store/open-view-store.js';
import type { ViewStore } from '../view-store/view-store.js';
import type { Configuration, EventLogLocation, ViewStoreLocation } from './configuration/configuration.js';
import { logger } from './logger.js';
import type { Services } from './services.js';
import { ViewsOfAnyMoment } from './views.js';

const SCHEMA_VERSIONS = new Map(EVENT_TYPES.map(({ type, schemaVersion }) => [type, schemaVersion]));
const DOMAIN: Domain = {
  deciders: new Map(Object.entries(AGGREGATES).map(([name, { decider }]) => [name, decider])),
  schemaVersionOf: (type) => SCHEMA_VERSIONS.get(type) ?? 1,
};

const urlOf = (location: EventLogLocation | ViewStoreLocation): string =>
  location.engine === 'embedded' ? `file:${location.file}` : location.url;

/**
 * Opens both stores and, unless the role is `api`, starts the projector. The caller owns the embedded files already (owner/).
 * @throws RapportError LOG_UNAVAILABLE, VIEWS_UNAVAILABLE, STORE_CORRUPT, DISK_FULL; nothing is left open then.
 */
export async function openServices(configuration: Configuration): Promise<Services> {
  const log = await openEventLog(urlOf(configuration.eventLog));
  const closing: (() => Promise<void>)[] = [() => log.close()];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await log.head();
    const views = await openViewStore(urlOf(configuration.viewStore));
    closing.push(() => views.close());
    const projections = PROJECTIONS.map((projection) => ({ projection, codeHash: codeHashOf(projection.name) }));
    const projector = new Projector({
      log,
      store: views,
      projections,
      owner: `${process.pid}-${randomUUID()}`,
      onError: (error) => logger.warn({ error }, 'The projector failed and tries again'),
    });
    await views.catalog();
    if (configuration.role !== 'api') {
      await projector.start();
      closing.push(() => projector.stop());
      completeUnfinished(projector).catch((error: unknown) =>
        logger.error({ error }, 'A view could not be built anew; the old one goes on serving'),
      );
    }
    const control = new Control(projector, scratchStore);
    const past = new PastViews({ log, projections: PROJECTIONS, scratch: scratchStore });
    closing.push(() => past.close());
    const live = new LiveViews(views, log, projections, (position, signal) => control.caughtUp(position, signal));
    return {
      configuration,
      log,
      views,
      readers: new ViewsOfAnyMoment(live, past),
      runner: new LogCommandRunner(log, DOMAIN, configuration.organizationId),
      projector: control,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A throw-away view store in a file that is gone with it: a fold of a long history stays out of memory. */
async function scratchStore(): Promise<ViewStore> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-'));
  const store = await openViewStore(`file:${join(folder, 'views.db')}`);
  const close = store.close.bind(store);
  return Object.assign(store, {
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
