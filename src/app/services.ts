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

/** The open engines and the services on top of them, for requests and shell commands. */
export interface Services {
  readonly configuration: Configuration;
  readonly log: EventLog;
  readonly views: ViewStoreReader;
  /** The live views, or those of a past position. */
  readonly readers: Views;
  /** Computes audits outside of the caller's thread. */
  readonly audits: AuditComputer;
  readonly imports: ThreadedImports;
  readonly runner: CommandRunner;
  /** Undefined with the role `projector`, and for a read-only opening where no store exists. */
  readonly privacy: Privacy | undefined;
  /** Undefined as `privacy` is. */
  readonly people: DataSubjects | undefined;
  readonly projector: ProjectorControl;
  readonly metrics: ProcessMetrics;
  /** The address of this process once it serves: `http://127.0.0.1:4000`, with the actual port for `PORT=0`. */
  servedAt?: string;
  /** Stops the projector, then closes the stores; nothing is written afterwards. */
  close(): Promise<void>;
}

/** Injection token of the opened Services. */
export const SERVICES = Symbol('Services');

/** The caller that waits for the services to open. */
export interface Opener {
  /** Aborts the waiting. */
  readonly signal?: AbortSignal;
  /** Called with a line for people when a server is not reachable yet and is waited for. */
  readonly say?: (line: string) => void;
}

/**
 * `openServices` of open-services.ts. Opens both stores and, unless the role is `api`, starts the projector. The caller owns
 * the embedded files already (owner/). Waits for a server that is not reachable yet. `openReadOnly` likewise: without a
 * projector, and without changing anything.
 * @throws RapportError LOG_UNAVAILABLE, VIEWS_UNAVAILABLE, STORE_CORRUPT, DISK_FULL; nothing is left open then
 */
export type OpenServices = (configuration: Configuration, opener?: Opener) => Promise<Services>;

export interface Server {
  readonly services: Services;
  /** The notice to show to every visitor; undefined when credentials are required. */
  readonly notice: string | undefined;
  /**
   * Starts taking requests. Returns the address for people: `http://127.0.0.1:4000`.
   * @throws RapportError INVALID_CONFIGURATION when the address cannot be listened on
   */
  listen(): Promise<string>;
  /** Stops taking requests, waits for those in progress, and closes the services. */
  close(): Promise<void>;
}

/** `openServer` of open-server.ts: the services and the HTTP server on top of them. */
export type OpenServer = (configuration: Configuration, opener?: Opener) => Promise<Server>;
