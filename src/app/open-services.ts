import { PROJECTIONS } from '../../projections/index.js';
import { LogCommandRunner, type Domain } from '../commands/log-command-runner.js';
import { AGGREGATES } from '../domain/aggregates.js';
import type { EventLog } from '../event-log/event-log.js';
import { openEventLog } from '../event-log/open-event-log.js';
import { PastViews } from '../history/past-views.js';
import { Positions } from '../history/positions.js';
import type { ProjectorControl } from '../projector/projector-control.js';
import { LiveViews } from '../queries/live-views.js';
import { WriteCount } from '../view-store/embedded/write-count.js';
import { openViewsBeside, openViewStore } from '../view-store/open-view-store.js';
import type { ViewStoreReader } from '../view-store/view-store.js';
import type { Configuration, EventLogLocation, ViewStoreLocation } from './configuration/configuration.js';
import { MeasuredLog } from './monitoring/measured-log.js';
import { ProcessMetrics } from './monitoring/process-metrics.js';
import { codedProjections, openProjector } from './projecting/open-projector.js';
import { scratchStore } from './projecting/scratch-store.js';
import { ThreadedProjector } from './projecting/threaded-projector.js';
import type { Services } from './services.js';
import { ViewsOfAnyMoment } from './views.js';

const DOMAIN: Domain = {
  deciders: new Map(Object.entries(AGGREGATES).map(([name, { decider }]) => [name, decider])),
};

const urlOf = (location: EventLogLocation | ViewStoreLocation): string =>
  location.engine === 'embedded' ? `file:${location.file}` : location.url;

/**
 * Opens both stores and, unless the role is `api`, starts the projector. The caller owns the embedded files already (owner/).
 * @throws RapportError LOG_UNAVAILABLE, VIEWS_UNAVAILABLE, STORE_CORRUPT, DISK_FULL; nothing is left open then.
 */
export async function openServices(configuration: Configuration): Promise<Services> {
  const metrics = new ProcessMetrics();
  const log = new MeasuredLog(await openEventLog(urlOf(configuration.eventLog)), metrics);
  const closing: (() => Promise<void>)[] = [() => log.close()];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await log.head();
    const { views, projector } = await openViews(configuration, log, closing);
    const past = new PastViews({ log, projections: PROJECTIONS, scratch: scratchStore });
    closing.push(() => past.close());
    const live = new LiveViews(views, log, codedProjections(), (position, signal) => projector.caughtUp(position, signal));
    return {
      configuration,
      log,
      views,
      readers: new ViewsOfAnyMoment(live, past, new Positions(log, () => live.at())),
      runner: new LogCommandRunner(log, DOMAIN, configuration.organizationId),
      projector,
      metrics,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface OpenedViews {
  readonly views: ViewStoreReader;
  readonly projector: ProjectorControl;
}

/** Beside an API the projector has a thread of its own; alone it is the process. With the role `api` another process projects. */
async function openViews(
  { role, eventLog, viewStore }: Configuration,
  log: EventLog,
  closing: (() => Promise<void>)[],
): Promise<OpenedViews> {
  const urls = { eventLog: urlOf(eventLog), viewStore: urlOf(viewStore) };
  if (role === 'all') {
    const written = new WriteCount();
    const projector = await ThreadedProjector.start(urls, written);
    closing.push(() => projector.stop());
    const views = await openViewsBeside(urls.viewStore, written);
    closing.push(() => views.close());
    return { views, projector };
  }
  const views = await openViewStore(urls.viewStore);
  closing.push(() => views.close());
  await views.catalog();
  const projector = openProjector(log, views);
  if (role === 'projector') {
    await projector.start();
    closing.push(() => projector.stop());
  }
  return { views, projector: projector.control };
}
