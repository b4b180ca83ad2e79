import type { CommandRunner } from '../commands/command-runner.js';
import type { ImportReport } from '../imports/report/import-report.js';
import type { ImportRequest } from '../imports/run-import.js';

/** What the API's long work is carried out by. Provided under PROGRAM. */
export interface Program {
  readonly organizationId: string;
  readonly runner: CommandRunner;
  readonly imports: { run(request: ImportRequest): Promise<ImportReport> };
}
export const PROGRAM = Symbol('Program');
