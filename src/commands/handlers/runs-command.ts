import { Inject, Injectable } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { Command } from '../../domain/kernel/command.js';
import { type CommandResult, type CommandRunner, COMMAND_RUNNER } from '../command-runner.js';

/** Handlers all do the same (load, decide, append): what differs is in the command's declaration and its aggregate's decider. */
@Injectable()
export abstract class RunsCommand implements ICommandHandler<Command, CommandResult> {
  constructor(@Inject(COMMAND_RUNNER) private readonly runner: CommandRunner) {}

  execute(command: Command): Promise<CommandResult> {
    return this.runner.execute(command);
  }
}
