import type { CommandRunner } from '../commands/command-runner.js';
import type { DemoRequest, DemoTally } from '../demo/fill-demo.js';
import type { ImportReport } from '../imports/report/import-report.js';
import type { ImportRequest } from '../imports/run-import.js';
import type { Observer } from './request-context.js';
import type { DriverOptions } from './server/driver.js';

/** The services that execute long-running work of the API. Provided under PROGRAM. */
export interface Program {
  readonly organizationId: string;
  readonly runner: CommandRunner;
  readonly imports: { run(request: ImportRequest): Promise<ImportReport> };
  readonly demo: {
    /** @throws RapportError ILLEGAL_MOVE when the log contains anything but this demo */
    endOf(request: DemoRequest): Promise<string>;
    fill(request: DemoRequest, signal: AbortSignal, onProgress: (tally: DemoTally) => void): Promise<DemoTally>;
  };
}
export const PROGRAM = Symbol('Program');

/**
 * Settings of the API server. Provided under GRAPHQL_SETTINGS. Without them every document is accepted and no metrics are
 * collected.
 */
export interface GraphqlSettings extends Pick<DriverOptions, 'refuseUpgrade' | 'listed'> {
  readonly observer?: Observer;
}
export const GRAPHQL_SETTINGS = Symbol('GraphqlSettings');
