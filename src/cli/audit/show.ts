import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { keptResult } from '../../history/audit/kept-result.js';
import { notComputed, verificationOf } from '../../history/audit/verify-run.js';
import { FindAudit } from '../../queries/audit/find-audit.js';
import { EXIT } from '../call.js';
import type { ShowOptions } from '../commands/audit.js';
import { compute } from './compute.js';
import { printRun } from './print-run.js';
import { upToDate } from './up-to-date.js';

export const show = (services: Services, id: string, options: ShowOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const audit = await ask(FindAudit).execute(await upToDate(services, io), id);
    const cannotCompute = notComputed(audit?.run ?? null);
    if (audit?.run && cannotCompute.length > 0) {
      const kept = await keptResult(services.log, audit);
      io.err(`${id} was computed by ${cannotCompute.join(', ')}, which this version of Rapport cannot compute.\n`);
      if (kept === null) {
        io.err(`  on record is no more than that it came to ${audit.run.hash}.\n`);
        return EXIT.FAILED;
      }
      io.err('  this is what is on record of its first run.\n');
      await printRun({ audit, ...kept }, audit.run.hash, options, io);
      return EXIT.DONE;
    }
    const run = await compute(services, ask, id, io);
    await printRun(run, verificationOf(run).recorded, options, io);
    return EXIT.DONE;
  });
