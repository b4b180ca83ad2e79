import { RapportError } from '../../domain/kernel/errors.js';
import { type Position, START } from '../../domain/kernel/event.js';

/**
 * Whether the server that answers has the log that it had: started anew on an empty disk, or on an older copy, it would take in what was decided on
 * another past. Looked at when a connection was lost, before anything more is appended.
 */
export class SameLog {
  /** The log has given out this position. */
  private reached: Position = START;
  private isDoubted = false;
  private looking: Promise<void> | undefined;

  constructor(private readonly address: string) {}

  saw(position: Position): void {
    if (position > this.reached) this.reached = position;
  }

  /** A connection was lost: whoever answers next may be another. */
  doubt(): void {
    this.isDoubted = true;
  }

  /**
   * What a look at the end of the log is held against: no event of the server, its own included, ends before what was seen.
   * @returns what to call with the position of its newest event
   * @throws RapportError LOG_UNAVAILABLE when another log answers
   */
  expected(): (newest: Position) => void {
    const { reached, address } = this;
    return (newest) => {
      if (newest >= reached) return;
      throw new RapportError(
        'LOG_UNAVAILABLE',
        `EventStoreDB at ${address} ends at ${newest}, before ${reached}: it has another log than before, or an older copy`,
        { remedy: 'Give the server its log back; this process then goes on. If the log is lost, start on empty views, too.' },
      );
    };
  }

  /** @param look at the end of the log @throws RapportError what the look throws, as long as there is doubt */
  async require(look: () => Promise<unknown>): Promise<void> {
    if (this.isDoubted) await (this.looking ??= this.resolve(look).finally(() => (this.looking = undefined)));
  }

  private async resolve(look: () => Promise<unknown>): Promise<void> {
    // Lost again meanwhile, it is looked at again.
    this.isDoubted = false;
    try {
      await look();
    } catch (error) {
      this.isDoubted = true;
      throw error;
    }
  }
}
