import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { verificationOf } from '../../history/audit/verify-run.js';
import { EXIT } from '../call.js';
import type { ShowOptions } from '../commands/audit.js';
import { compute } from './compute.js';
import { printRun } from './print-run.js';

export const show = (services: Services, id: string, options: ShowOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (queries) => {
    const run = await compute(services, queries, id, io);
    await printRun(run, verificationOf(run).recorded, options, io);
    return EXIT.DONE;
  });
