import { Inject, Injectable } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { Command } from '../domain/kernel/command.js';
import type { RapportError } from '../domain/kernel/errors.js';
import type { DomainEvent, EventMetadata, Position } from '../domain/kernel/event.js';

/** Injects the CommandRunner. */
export const COMMAND_RUNNER = Symbol('CommandRunner');
/** Injects the earliest moment that is accepted; without a provider the built-in default applies. */
export const EARLIEST_MOMENT = Symbol('EarliestMoment');

export interface CommandResult {
  readonly stream: string;
  /** Position of the last event that the command wrote; if it wrote nothing, of the stream's last event. */
  readonly position: Position;
  readonly revision: number;
  /** Number of events that this command wrote, now or when it was first sent. */
  readonly events: number;
  /** The command was carried out earlier: this call wrote nothing. */
  readonly repeated: boolean;
}

export type CommandOutcome =
  | { readonly status: 'DONE'; readonly command: Command; readonly result: CommandResult; readonly types: readonly string[] }
  | { readonly status: 'REFUSED'; readonly command: Command; readonly error: RapportError };

/** An event of one stream, as the log holds it. */
export interface StreamEvent extends DomainEvent {
  readonly metadata: EventMetadata;
  readonly revision: number;
  readonly position: Position;
}

/** Loads, decides and appends: the only way from a command to events. */
export interface CommandRunner {
  /**
   * Carries out one command exactly once, however often it is sent.
   * @throws RapportError the decider's refusal, NOT_REGISTERED, REVISION_MOVED_ON, COMMAND_ID_REUSED, CONFLICT,
   * LOG_UNAVAILABLE, and the log's other errors
   */
  execute(command: Command): Promise<CommandResult>;
  /**
   * Carries out commands of one stream in order. Each is decided on the state that the earlier ones left; their events are
   * appended together. A refused command does not stop the later ones.
   * @throws RapportError only when the log fails. Then any command without a known outcome may not have been recorded.
   */
  executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]>;

  /**
   * Like `executeAll`, for a stream that is assumed not to exist, which saves reading it.
   * @returns undefined when the stream does exist, even if these very commands created it: then nothing was written
   */
  createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined>;
  /** All events of a stream; none when it does not exist. Throws LOG_UNAVAILABLE. */
  history(stream: string): Promise<readonly StreamEvent[]>;
}

/** The part of a CommandRunner that long-running work on many streams needs. */
export type BulkRunner = Pick<CommandRunner, 'executeAll' | 'createAll' | 'history'>;

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
