import { statSync } from 'node:fs';
import { PROJECTIONS } from '../../projections/index.js';
import { LogCommandRunner } from '../commands/log-command-runner.js';
import { DECIDERS } from '../domain/aggregates.js';
import { RapportError } from '../domain/kernel/errors.js';
import { START } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import { openEventLog, openLogAtRest } from '../event-log/open-event-log.js';
import { PastViews } from '../history/past-views.js';
import type { Privacy } from '../privacy/privacy.js';
import { DataSubjects } from '../privacy/data-subjects.js';
import { TextStoringRunner } from '../privacy/text-storing-runner.js';
import type { ProjectorControl } from '../projector/projector-control.js';
import { LiveViews } from '../queries/live-views.js';
import { clearTemporaryFolders } from '../sqlite/temporary-folder.js';
import { WriteCount } from '../view-store/embedded/write-count.js';
import { openViewsAtRest, openViewsInThread, openViewStore } from '../view-store/open-view-store.js';
import type { ViewStore, ViewStoreReader } from '../view-store/view-store.js';
import {
  type Configuration,
  type EventLogLocation,
  type ViewStoreLocation,
  shownLocation,
} from './configuration/configuration.js';
import { refuseHalfRestored } from './backup/saved-files.js';
import { ThreadedImports } from './importing/threaded-imports.js';
import { MeasuredLog, ProcessMetrics } from './monitoring/process-metrics.js';
import { ThreadedPast } from './past/threaded-past.js';
import { openPrivacy, openPrivacyAtRest } from './open-privacy.js';
import { codedProjections, openProjector } from './projecting/open-projector.js';
import { ThreadedProjector } from './projecting/threaded-projector.js';
import type { Opener, Services } from './services.js';
import { retryUntilAvailable, type Waiting, ViewsOfAnyMoment } from './views.js';

const urlOf = (location: EventLogLocation | ViewStoreLocation): string =>
  location.engine === 'embedded' ? `file:${location.file}` : location.url;

/**
 * Opens both stores and, unless the role is `api`, starts the projector. The caller owns the embedded files already (owner/).
 * Waits for a server that is not reachable yet.
 * @throws RapportError LOG_UNAVAILABLE, VIEWS_UNAVAILABLE, STORE_CORRUPT, DISK_FULL; nothing is left open then
 */
export async function openServices(configuration: Configuration, opener: Opener = {}): Promise<Services> {
  if (configuration.eventLog.engine === 'embedded') refuseHalfRestored(configuration.eventLog.file);
  clearTemporaryFolders();
  const waiting = { ...opener, seconds: configuration.startupWaitSeconds };
  if (isMissing(configuration.eventLog)) await refuseLostLog(configuration, waiting);
  const metrics = new ProcessMetrics();
  const open = () => openEventLog(urlOf(configuration.eventLog));
  const log = new MeasuredLog(await (isFile(configuration.eventLog) ? open() : retryUntilAvailable(open, waiting)), metrics);
  try {
    if ((await log.head()) === START) await refuseLostLog(configuration, waiting);
    const surely = <T>(work: () => Promise<T>) => (isFile(configuration.viewStore) ? work() : retryUntilAvailable(work, waiting));
    const privacy = configuration.role === 'projector' ? undefined : await surely(() => openPrivacy(configuration));
    try {
      const opened = await surely(() => openViews(configuration, log));
      return servicesOver(configuration, { log, ...opened, privacy, metrics });
    } catch (error) {
      await privacy?.close();
      throw error;
    }
  } catch (error) {
    await log.close();
    throw error;
  }
}

/**
 * Opens both stores read-only: does not project, and creates or changes no files. Does not wait for servers.
 * @throws RapportError the errors of `openServices`
 */
export async function openReadOnly(configuration: Configuration): Promise<Services> {
  if (configuration.eventLog.engine === 'embedded') refuseHalfRestored(configuration.eventLog.file);
  const log = await openLogAtRest(urlOf(configuration.eventLog));
  try {
    if ((await log.head()) === START) await refuseLostLog(configuration);
    const views = await openViewsAtRest(urlOf(configuration.viewStore));
    // A projector that is not started only reads.
    const { control: projector } = openProjector(log, views as ViewStore);
    const privacy = await openPrivacyAtRest(configuration);
    return servicesOver(configuration, {
      log,
      views,
      projector,
      privacy,
      metrics: new ProcessMetrics(),
      close: () => views.close(),
    });
  } catch (error) {
    await log.close();
    throw error;
  }
}

interface Opened extends OpenedViews {
  readonly log: EventLog;
  readonly privacy: Privacy | undefined;
  readonly metrics: ProcessMetrics;
}

function servicesOver(configuration: Configuration, { log, views, projector, privacy, metrics, close }: Opened): Services {
  const { organizationId, readsKeptYears } = configuration;
  const logRunner = new LogCommandRunner(log, DECIDERS, organizationId);
  const runner = privacy ? new TextStoringRunner(logRunner, privacy.texts) : logRunner;
  const audits = new ThreadedPast({ eventLog: urlOf(configuration.eventLog) });
  const past = new PastViews({ log, projections: PROJECTIONS, fold: audits.fold });
  const live = new LiveViews(views, log, codedProjections(), (position, signal) => projector.caughtUp(position, signal));
  const readers = new ViewsOfAnyMoment(live, past, log);
  const people = privacy && new DataSubjects({ organizationId, readsKeptYears, privacy, log, runner, views: readers });
  const imports = new ThreadedImports(runner, configuration.earliestDate, people, organizationId);
  return {
    configuration,
    log,
    views,
    readers,
    audits,
    imports,
    runner,
    privacy,
    people,
    projector,
    metrics,
    close: async () => {
      await past.close();
      await audits.close();
      await imports.close();
      await close();
      await privacy?.close();
      await log.close();
    },
  };
}

interface OpenedViews {
  readonly views: ViewStoreReader;
  readonly projector: ProjectorControl;
  /** Stops the projector, then closes the views. */
  readonly close: () => Promise<void>;
}

/**
 * Beside an API the projector runs in a thread of its own; with the role `projector` it runs in this one; with the role `api`
 * another process projects.
 */
async function openViews({ role, eventLog, viewStore }: Configuration, log: EventLog): Promise<OpenedViews> {
  const urls = { eventLog: urlOf(eventLog), viewStore: urlOf(viewStore) };
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    if (role === 'all') {
      const written = new WriteCount();
      const projector = await ThreadedProjector.start({ ...urls, written: written.memory });
      closing.push(() => projector.stop());
      const views = await openViewsInThread(urls.viewStore, written);
      closing.push(() => views.close());
      return { views, projector, close };
    }
    const views = await openViewStore(urls.viewStore);
    closing.push(() => views.close());
    await views.catalog();
    const projector = openProjector(log, views);
    if (role === 'projector') {
      await projector.start();
      closing.push(() => projector.stop());
    }
    return { views, projector: projector.control, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Views that have taken in events need the log that holds these events. If it is missing or empty it was lost or exchanged,
 * and must not silently be created again.
 * @throws RapportError LOG_UNAVAILABLE
 */
async function refuseLostLog({ eventLog, viewStore }: Configuration, waiting?: Waiting): Promise<void> {
  const read = async () => {
    const views = await openViewsAtRest(urlOf(viewStore));
    return views.checkpoints().finally(() => views.close());
  };
  const reached = [...(await (waiting ? retryUntilAvailable(read, waiting) : read())).values()].sort().at(-1) ?? START;
  if (reached === START) return;
  const [log, views] = [shownLocation(eventLog), shownLocation(viewStore)];
  throw new RapportError(
    'LOG_UNAVAILABLE',
    `The event log ${log} is empty or does not exist, but the views in ${views} contain events of it`,
    {
      remedy: `Restore the log: mount its volume, or use rapport restore DIR. To start with an empty log, remove the views in ${views} as well.`,
    },
  );
}

const isFile = ({ engine }: EventLogLocation | ViewStoreLocation): boolean => engine === 'embedded';
const isMissing = (location: EventLogLocation): boolean =>
  location.engine === 'embedded' && !statSync(location.file, { throwIfNoEntry: false })?.size;
