import { RapportError } from '../../domain/kernel/errors.js';
import { type Position, START } from '../../domain/kernel/event.js';

/**
 * Checks that the server still has the log that it had. A server restarted on an empty disk, or on an older copy, would accept
 * events that were decided on another past. The check runs after a connection was lost, before the next append.
 */
export class SameLog {
  /** The highest position that the log has given out. */
  private reached: Position = START;
  private isDoubted = false;
  private looking: Promise<void> | undefined;

  constructor(private readonly address: string) {}

  saw(position: Position): void {
    if (position > this.reached) this.reached = position;
  }

  /** Called when a connection was lost: another server, or another log, may answer next. */
  doubt(): void {
    this.isDoubted = true;
  }

  /**
   * Prepares a check of the log's end. No later read may end before the positions seen so far; system events count too.
   * @returns a function to call with the position of the server's newest event
   * @throws RapportError LOG_UNAVAILABLE, from the returned function, when another log answers
   */
  expected(): (newest: Position) => void {
    const { reached, address } = this;
    return (newest) => {
      if (newest >= reached) return;
      throw new RapportError(
        'LOG_UNAVAILABLE',
        `EventStoreDB at ${address} ends at ${newest}, before ${reached}: it has another log than before, or an older copy`,
        { remedy: 'Restore the server’s log; this process then continues. If the log is lost, also start with empty views.' },
      );
    };
  }

  /**
   * @param look reads the end of the log
   * @throws RapportError what `look` throws; after a lost connection it runs at every call until it succeeds
   */
  async require(look: () => Promise<unknown>): Promise<void> {
    if (this.isDoubted) await (this.looking ??= this.resolve(look).finally(() => (this.looking = undefined)));
  }

  private async resolve(look: () => Promise<unknown>): Promise<void> {
    // Reset first: if the connection is lost again meanwhile, the next append checks again.
    this.isDoubted = false;
    try {
      await look();
    } catch (error) {
      this.isDoubted = true;
      throw error;
    }
  }
}
