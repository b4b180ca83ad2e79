import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { type Verification, verificationOf } from '../../history/audit/verify-run.js';
import { EXIT } from '../call.js';
import { printJson, printLine } from '../print.js';
import { compute } from './compute.js';

/** Computes an audit again, from the log: the same as the first time? */
export const verify = (services: Services, id: string, json: boolean, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const verification = verificationOf(await compute(services, ask, id, io, { anew: true }));
    const { recorded: hash, recomputed, same, different, cannotCompute, formulaeChanged } = verification;
    if (json) printJson(io, { id, same, hash, recomputed, different, cannotCompute, formulaeChanged });
    else if (same) printLine(io, `${id} is the same, to the byte: ${recomputed}`);
    return same ? EXIT.DONE : differs(id, verification, io);
  });

/** Says in which way a run is not the one on record. */
export function differs(id: string, verification: Verification, io: CommandIo): number {
  const { recorded, recomputed, cannotCompute, different, formulaeChanged } = verification;
  if (recorded === null) {
    io.err(`${id} comes to ${recomputed}, but no run of it is on record. Record this one with: rapport audit run ${id}\n`);
    return EXIT.FAILED;
  }
  if (cannotCompute.length > 0) {
    io.err(`${id} was computed by ${cannotCompute.join(', ')}, which this version of Rapport cannot compute.\n`);
    io.err(`  on record is that it came to ${recorded}: what is kept of it is shown by rapport audit show ${id}\n`);
    return EXIT.FAILED;
  }
  io.err(`${id} is not the same: it came to ${recorded}, and now comes to ${recomputed}.\n`);
  io.err(`  sections that differ: ${different.join(', ') || 'none; the period, the departments or the policy do'}\n`);
  io.err(
    formulaeChanged.length > 0
      ? `  computed by other versions: ${formulaeChanged.join(', ')}\n`
      : '  computed by the same versions: the log is not what it was, or this is a defect of Rapport.\n',
  );
  return EXIT.FAILED;
}
