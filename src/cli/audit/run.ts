import type { Ask } from '../../queries/ask.js';
import { resolve } from 'node:path';
import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { daysKnownAt, pinAudit } from '../../history/audit/pin-audit.js';
import { recordRun } from '../../history/audit/record-audit.js';
import { verificationOf } from '../../history/audit/verify-run.js';
import { EXIT } from '../call.js';
import type { RunOptions } from '../commands/audit.js';
import { compute, upToDate, differs } from './audits.js';
import { printRun, requireWritable } from './print-run.js';

/** Pins an audit, or takes the one that is pinned, runs it, and records what the first run comes to. */
export const run = (services: Services, id: string | undefined, options: RunOptions, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const { from, to, department: departments = [], policy, atPosition: position, html } = options;
    if (html !== undefined) await requireWritable(resolve(io.cwd, html));
    let auditId = id;
    if (from !== undefined && to !== undefined) {
      const reader = await upToDate(services, io);
      const days = await daysKnownAt(ask, reader, position);
      const asked = { id, from: days.startOf(from), until: days.startOf(to), departments, policy, position };
      auditId = await pinAudit(sourcesOf(services, ask), reader, asked);
    }
    const done = await compute(services, ask, auditId!, io);
    const verification = verificationOf(done);
    if (verification.recorded === null) await recordRun(services.runner, done);
    await printRun(done, verification.recorded ?? verification.recomputed, options, io);
    return verification.recorded !== null && verification.same !== true ? differs(auditId!, verification, io) : EXIT.DONE;
  });

const sourcesOf = ({ log, readers: views, runner, configuration: { organizationId } }: Services, ask: Ask) => ({
  log,
  views,
  runner,
  ask,
  organizationId,
});
