import type { Command } from '../domain/kernel/command.js';
import type { RapportError } from '../domain/kernel/errors.js';
import type { Position } from '../domain/kernel/event.js';

export interface CommandResult {
  readonly stream: string;
  /** Position of the last event that the command wrote; of the stream's last event where it had nothing to write. */
  readonly position: Position;
  readonly revision: number;
  /** Events written by this command, now or when it first came. */
  readonly events: number;
  /** The command had been carried out before: nothing was written now. */
  readonly repeated: boolean;
}

export type CommandOutcome =
  | { readonly status: 'DONE'; readonly command: Command; readonly result: CommandResult; readonly types: readonly string[] }
  | { readonly status: 'REFUSED'; readonly command: Command; readonly error: RapportError };

/** Load, decide, append: the one way from a command to events. */
export interface CommandRunner {
  /**
   * Carries out one command, once, however often it is sent. Throws a RapportError: the decider's refusal, NOT_REGISTERED,
   * REVISION_MOVED_ON, COMMAND_ID_REUSED, CONFLICT, LOG_UNAVAILABLE and the log's others.
   */
  execute(command: Command): Promise<CommandResult>;
  /**
   * Carries out commands of one stream in order, deciding each on the state the earlier ones left and appending together. A refused one
   * does not stop the later ones. Throws only when the log fails; then none of those not yet known to be there may be assumed recorded.
   */
  executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]>;
}
