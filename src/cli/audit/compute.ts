import type { Ask } from '../../queries/ask.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { notFound } from '../../domain/kernel/errors.js';
import { type AuditRun, RunAudit } from '../../history/audit/run-audit.js';
import { counted } from '../print.js';
import { upToDate } from './up-to-date.js';

/** Computes an audit, saying where it is. @throws RapportError NOT_FOUND for an id that nobody pinned */
export async function compute(
  services: Services,
  ask: Ask,
  id: string,
  io: CommandIo,
  how: { readonly anew?: boolean } = {},
): Promise<AuditRun> {
  const reader = await upToDate(services, io);
  const run = await ask(RunAudit).execute(reader, id, {
    ...how,
    onEvents: (done) => io.progress(`Auditing ${id}: ${counted(done, 'event')} read`),
    onSection: (section, done, all) => io.progress(`Auditing ${id}: ${section}, ${done} of ${all} sections done`),
    signal: io.signal,
  });
  if (run) return run;
  throw notPinned(id);
}

export const notPinned = (id: string) =>
  notFound('id', 'audit', id, 'Correct the id, or pin the audit: rapport audit run --from DAY --to DAY');
