import type { CommandRunner } from '../commands/command-runner.js';
import type { DemoRequest, DemoTally } from '../demo/fill-demo.js';
import type { ImportReport } from '../imports/report/import-report.js';
import type { ImportRequest } from '../imports/run-import.js';
import type { Observer } from './request-context.js';
import type { DriverOptions } from './server/driver.js';

/** What the API's long work is carried out by. Provided under PROGRAM. */
export interface Program {
  readonly organizationId: string;
  readonly runner: CommandRunner;
  readonly imports: { run(request: ImportRequest): Promise<ImportReport> };
  readonly demo: {
    /** @throws RapportError ILLEGAL_MOVE for a log that holds anything but this very demo */
    endOf(request: DemoRequest): Promise<string>;
    fill(request: DemoRequest, signal: AbortSignal, onProgress: (tally: DemoTally) => void): Promise<DemoTally>;
  };
}
export const PROGRAM = Symbol('Program');

/** How the API is served here. Provided under GRAPHQL_SETTINGS; without it everything is taken, and nothing counted. */
export interface GraphqlSettings extends Pick<DriverOptions, 'refuseUpgrade' | 'listed'> {
  readonly observer?: Observer;
}
export const GRAPHQL_SETTINGS = Symbol('GraphqlSettings');
