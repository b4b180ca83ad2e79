import type { Services } from '../../app/services.js';
import type { CommandResult } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import type { CommandClass, CommandDefinition } from '../../domain/kernel/command.js';

/** Sends a command of the shell's own through the edge that every command passes. */
export const carryOut = (
  { runner, configuration }: Services,
  commandClass: { readonly definition: CommandDefinition },
  input: object,
): Promise<CommandResult> =>
  runner.execute(
    admit(commandClass as CommandClass, input, {
      now: new Date().toISOString(),
      earliest: configuration.earliestDate,
      actor: { kind: 'SYSTEM', ref: 'rapport audit' },
    }),
  );
