import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { type AuditReading, readAudit } from '../../history/audit/read-audit.js';
import type { Ask } from '../../queries/ask.js';
import { FindAudit } from '../../queries/audits.js';
import { compute, notPinned } from './compute.js';
import { upToDate } from './up-to-date.js';

/**
 * Reads an audit, and says so on the terminal where it is not computed but what is on record of it, or that nothing is.
 * @throws RapportError NOT_FOUND for an id that nobody pinned
 */
export async function read(services: Services, ask: Ask, id: string, io: CommandIo): Promise<AuditReading> {
  const audit = await ask(FindAudit).execute(await upToDate(services, io), id);
  if (!audit) throw notPinned(id);
  const reading = await readAudit(services.log, audit, () => compute(services, ask, id, io));
  if (reading.source === 'COMPUTED') return reading;
  io.err(`${id} was computed by ${reading.cannotCompute.join(', ')}, which this version of Rapport cannot compute.\n`);
  io.err(
    reading.source === 'KEPT'
      ? '  this is what is on record of its first run.\n'
      : `  on record is no more than that it came to ${reading.recorded}.\n`,
  );
  return reading;
}
