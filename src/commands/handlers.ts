import { Inject, Injectable, type Provider, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Command, CommandClass } from '../domain/kernel/command.js';
import type { CommandResult, CommandRunner } from './command-runner.js';
import { COMMAND_RUNNER } from './tokens.js';

/**
 * One @nestjs/cqrs handler for each command class. All do the same (load, decide, append), so they are made, not written: what differs is
 * in the command's declaration and its aggregate's decider.
 */
export function commandHandlers(commands: readonly CommandClass[]): Provider[] {
  return commands.map((commandClass) => {
    @Injectable()
    class Handler implements ICommandHandler<Command, CommandResult> {
      constructor(@Inject(COMMAND_RUNNER) private readonly runner: CommandRunner) {}

      execute(command: Command): Promise<CommandResult> {
        return this.runner.execute(command);
      }
    }
    Object.defineProperty(Handler, 'name', { value: `${commandClass.name}Handler` });
    CommandHandler(commandClass as unknown as Type<Command> as never)(Handler);
    return Handler;
  });
}
