import { Inject, Injectable } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { Command } from '../../domain/kernel/command.js';
import { type CommandResult, type CommandRunner, COMMAND_RUNNER } from '../command-runner.js';

/**
 * All handlers do the same (load, decide, append). The differences are in the command's declaration and its aggregate's
 * decider.
 */
@Injectable()
export abstract class RunsCommand implements ICommandHandler<Command, CommandResult> {
  constructor(@Inject(COMMAND_RUNNER) private readonly runner: CommandRunner) {}

  execute(command: Command): Promise<CommandResult> {
    return this.runner.execute(command);
  }
}
