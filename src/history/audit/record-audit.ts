import type { CommandResult, CommandRunner } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import { RecordAuditRun } from '../../domain/governance/commands.js';
import type { CommandClass, CommandDefinition } from '../../domain/kernel/command.js';
import type { AuditRun } from './run-audit.js';

/** Sends a command about an audit through the edge that every command passes. */
export const carryOut = (
  runner: CommandRunner,
  commandClass: { readonly definition: CommandDefinition },
  input: object,
): Promise<CommandResult> =>
  runner.execute(
    admit(commandClass as CommandClass, input, {
      now: new Date().toISOString(),
      actor: { kind: 'SYSTEM', ref: 'rapport audit' },
    }),
  );

/** Puts on record what an audit's first run came to. */
export async function recordRun(runner: CommandRunner, { audit, hash, formulae }: AuditRun): Promise<void> {
  const { organizationId, auditId } = audit;
  const sections = Object.entries(hash.sections).map(([section, of]) => ({ section, hash: of }));
  await carryOut(runner, RecordAuditRun, { organizationId, auditId, hash: hash.hash, sections, formulae });
}
