import type { CommandRunner } from '../../commands/command-runner.js';
import { RecordAuditRun } from '../../domain/governance/commands.js';
import { carryOut } from './carry-out.js';
import { keepResult } from './kept-result.js';
import type { AuditRun } from './run-audit.js';

/** Puts on record what an audit's first run came to. The result first: where a run is on record, what it came to is. */
export async function recordRun(runner: CommandRunner, run: AuditRun): Promise<void> {
  await keepResult(runner, run);
  const { organizationId, auditId } = run.audit;
  const sections = Object.entries(run.hash.sections).map(([section, hash]) => ({ section, hash }));
  await carryOut(runner, RecordAuditRun, { organizationId, auditId, hash: run.hash.hash, sections, formulae: run.formulae });
}
