import type { CommandRunner } from '../commands/command-runner.js';
import type { EventLog } from '../event-log/event-log.js';
import type { AuditComputer } from '../history/audit/compute-audit.js';
import type { DataSubjects } from '../privacy/data-subjects.js';
import type { Privacy } from '../privacy/privacy.js';
import type { ProjectorControl } from '../projector/projector-control.js';
import type { Views } from '../queries/view-reader.js';
import type { ViewStoreReader } from '../view-store/view-store.js';
import type { Configuration } from './configuration/configuration.js';
import type { ThreadedImports } from './importing/threaded-imports.js';
import type { ProcessMetrics } from './monitoring/process-metrics.js';

/** All that a command of the shell or a request works with: the opened engines and what runs over them. */
export interface Services {
  readonly configuration: Configuration;
  readonly log: EventLog;
  readonly views: ViewStoreReader;
  /** The views of now or of a past position, for those who ask. */
  readonly readers: Views;
  /** Computes audits beside those who ask. */
  readonly audits: AuditComputer;
  readonly imports: ThreadedImports;
  readonly runner: CommandRunner;
  /** Undefined where the process only projects, and for a look where nothing was ever kept. */
  readonly privacy: Privacy | undefined;
  /** As `privacy`. */
  readonly people: DataSubjects | undefined;
  readonly projector: ProjectorControl;
  readonly metrics: ProcessMetrics;
  /** Where this process serves, once it does: `http://127.0.0.1:4000`, with the port that the system chose for `PORT=0`. */
  servedAt?: string;
  /** Ends the projector, then the stores: nothing is written afterwards. */
  close(): Promise<void>;
}

/** Injects the opened Services. */
export const SERVICES = Symbol('Services');

/** Who waits for the services to open. */
export interface Opener {
  /** Gives the waiting up. */
  readonly signal?: AbortSignal;
  /** Hears, in a line for people, that a server is not there yet and is waited for. */
  readonly say?: (line: string) => void;
}

/**
 * `openServices` of open-services.ts: opens both stores and, unless the role is `api`, starts the projector. The caller owns the embedded
 * files already (owner/). A server that is not there yet is waited for. Throws LOG_UNAVAILABLE, VIEWS_UNAVAILABLE, STORE_CORRUPT, DISK_FULL,
 * and leaves nothing open then. `openReadOnly` likewise: without a projector, and without changing anything.
 */
export type OpenServices = (configuration: Configuration, opener?: Opener) => Promise<Services>;

export interface Server {
  readonly services: Services;
  /** What everybody is to read who comes here; undefined where nobody is let in without credentials. */
  readonly notice: string | undefined;
  /**
   * Takes requests from now on. Returns where, for people: `http://127.0.0.1:4000`.
   * @throws RapportError INVALID_CONFIGURATION when the address cannot be listened on
   */
  listen(): Promise<string>;
  /** Stops taking requests, lets those under way finish, and closes the services. */
  close(): Promise<void>;
}

/** `openServer` of open-server.ts: the services and the HTTP side over them. */
export type OpenServer = (configuration: Configuration, opener?: Opener) => Promise<Server>;
