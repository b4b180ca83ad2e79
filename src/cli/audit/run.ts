import { resolve } from 'node:path';
import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { RecordAuditRun } from '../../domain/governance/commands.js';
import type { AuditRun } from '../../history/audit/run-audit.js';
import { verificationOf } from '../../history/audit/verify-run.js';
import { EXIT } from '../call.js';
import type { RunOptions } from '../commands/audit.js';
import { carryOut } from './carry-out.js';
import { compute } from './compute.js';
import { pin } from './pin.js';
import { printRun } from './print-run.js';
import { requireWritable } from './report-file.js';
import { differs } from './verify.js';

/** Pins an audit, or takes the one that is pinned, runs it, and records what the first run comes to. */
export const run = (services: Services, id: string | undefined, options: RunOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (queries) => {
    const { from, to: until, department: departments = [], policy, atPosition: position, html } = options;
    if (html !== undefined) await requireWritable(resolve(io.cwd, html));
    const auditId =
      from !== undefined && until !== undefined
        ? await pin(services, queries, { id, from, until, departments, policy, position }, io)
        : id!;
    const done = await compute(services, queries, auditId, io);
    const verification = verificationOf(done);
    if (verification.recorded === null) await record(services, done);
    await printRun(done, verification.recorded ?? verification.recomputed, options, io);
    return verification.recorded !== null && verification.same !== true ? differs(auditId, verification, io) : EXIT.DONE;
  });

async function record(services: Services, { audit, hash, formulae }: AuditRun): Promise<void> {
  const { organizationId, auditId } = audit;
  const sections = Object.entries(hash.sections).map(([section, of]) => ({ section, hash: of }));
  await carryOut(services, RecordAuditRun, { organizationId, auditId, hash: hash.hash, sections, formulae });
}
