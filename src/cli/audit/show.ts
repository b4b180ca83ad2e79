import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { EXIT } from '../call.js';
import type { ShowOptions } from '../commands/audit.js';
import { read } from './read.js';
import { printRun } from './print-run.js';

export const show = (services: Services, id: string, options: ShowOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const { audit, said, recorded } = await read(services, ask, id, io);
    if (said === null) return EXIT.FAILED;
    await printRun({ audit, ...said }, recorded, options, io);
    return EXIT.DONE;
  });
