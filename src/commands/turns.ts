import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { categoryOf, type EventLog } from '../event-log/event-log.js';

class NeedsPeers extends Error {}

/** Work on a stream, whose turn has come. */
export class Turn {
  constructor(
    readonly stream: string,
    /** Whether still no other work of the stream's category that is decided on others of its kind runs; absent where it may all along. */
    private readonly isAmongPeers?: () => boolean,
    /** Why it may not be decided on others of its kind; at first because it has not waited for them. */
    private readonly reason: Error = new NeedsPeers(),
  ) {}

  /** Tells whether another stream is of the same kind. Throws, when others of the kind may be at work, what `Turns` begins the work anew on. */
  requirePeer(other: string): boolean {
    const isPeer = categoryOf(other) === categoryOf(this.stream);
    if (isPeer && this.isAmongPeers === undefined) throw this.reason;
    return isPeer;
  }

  /** Before anything is written. Throws CONFLICT where others of the kind may be at work by now. */
  requireTurn(): void {
    if (this.isAmongPeers?.() === false)
      throw new RapportError('CONFLICT', `${this.stream}: it took too long to decide`, {
        remedy: 'Send the same commandId again.',
      });
  }
}

/**
 * Work on one stream goes one after another, on different streams side by side: within a process this spares commands of one stream their conflicts.
 * What turns out to be decided on others of its own kind (a merger: where does the other one go on?) waits for all such work of the kind: two that
 * were decided side by side would each rest on what the other one changes, and merge two tickets into each other. So does that of other processes.
 */
export class Turns {
  private readonly tails = new Map<string, Promise<unknown>>();

  constructor(private readonly log: Pick<EventLog, 'inTurn'>) {}

  /** @param work is begun anew, where it has to wait for its kind: before that it has changed nothing */
  async run<T>(stream: string, work: (turn: Turn) => Promise<T>): Promise<T> {
    try {
      return await this.queue(stream, () => work(new Turn(stream)));
    } catch (error) {
      if (!(error instanceof NeedsPeers)) throw error;
      const kind = categoryOf(stream);
      return this.queue(kind, () => this.amongPeers(kind, stream, work));
    }
  }

  /** Where the log's server denies us turns, what needs one is refused for that; what goes with it is not. */
  private async amongPeers<T>(kind: string, stream: string, work: (turn: Turn) => Promise<T>): Promise<T> {
    try {
      return await this.log.inTurn(kind, (hasTurn) => this.queue(stream, () => work(new Turn(stream, hasTurn))));
    } catch (error) {
      if (!isRapportError(error, 'INVALID_CONFIGURATION')) throw error;
      return this.queue(stream, () => work(new Turn(stream, undefined, error)));
    }
  }

  private async queue<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key);
    const mine = before ? before.then(work, work) : work();
    this.tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.tails.get(key) === mine) this.tails.delete(key);
    }
  }
}
