import type { Command } from '../domain/kernel/command.js';
import type { RapportError } from '../domain/kernel/errors.js';
import type { DomainEvent, EventMetadata, Position } from '../domain/kernel/event.js';

/** Injects the CommandRunner. */
export const COMMAND_RUNNER = Symbol('CommandRunner');
/** Injects the moment before which none is believed; where nobody provides it the built-in one holds. */
export const EARLIEST_MOMENT = Symbol('EarliestMoment');

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

/** An event of one stream, as the log holds it. */
export interface StreamEvent extends DomainEvent {
  readonly metadata: EventMetadata;
  readonly revision: number;
  readonly position: Position;
}

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

  /**
   * The same for a stream that is taken for absent, which spares reading it. Undefined when it is there after all, be it by these very
   * commands: then nothing was written.
   */
  createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined>;
  /** All events of a stream; none where it does not exist. Throws LOG_UNAVAILABLE. */
  history(stream: string): Promise<readonly StreamEvent[]>;
}

/** What long work on many streams needs. */
export type BulkRunner = Pick<CommandRunner, 'executeAll' | 'createAll' | 'history'>;
