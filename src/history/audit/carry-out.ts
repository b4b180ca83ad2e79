import type { CommandResult, CommandRunner } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import type { CommandClass, CommandDefinition } from '../../domain/kernel/command.js';

/** Sends a command about an audit through the edge, like every other command. */
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
