import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { categoryOf, type EventLog } from '../event-log/event-log.js';
import { KeyedMutex } from '../waiting.js';

class CategoryLeaseNeeded extends Error {}

/** The lock on a stream, while its work holds it. */
export class StreamLock {
  constructor(
    readonly stream: string,
    /** Whether the lease on the stream's category is still held; absent when the work runs without one. */
    private readonly holdsLease?: () => boolean,
    /**
     * Thrown when the work needs the lease and has none. The default makes `StreamLocks` start the work again under the
     * lease.
     */
    private readonly reason: Error = new CategoryLeaseNeeded(),
  ) {}

  /**
   * Whether another stream has the same category, so that the work needs the category's lease. Without a lease, throws
   * `reason`.
   */
  requireLeaseFor(other: string): boolean {
    const isPeer = categoryOf(other) === categoryOf(this.stream);
    if (isPeer && this.holdsLease === undefined) throw this.reason;
    return isPeer;
  }

  /** To be called before every append. Throws CONFLICT when the lease has expired. */
  requireLease(): void {
    if (this.holdsLease?.() === false)
      throw new RapportError('CONFLICT', `${this.stream}: the decision took too long`, {
        remedy: 'Send the command again with the same commandId.',
      });
  }
}

/**
 * A mutex per stream: work on one stream runs serially, on different streams concurrently. Within a process this avoids
 * conflicts between commands of one stream. Work that reads other streams of its own category (a merger looks up the other's
 * successor) also takes the category's lease, across processes: two mergers decided concurrently would each rest on what the
 * other changes, and merge two tickets into each other.
 */
export class StreamLocks {
  private readonly mutex = new KeyedMutex();

  constructor(private readonly log: Pick<EventLog, 'withLease'>) {}

  /**
   * @param work is started again when it turns out to need its category's lease; until then it must not have changed
   * anything
   */
  async withLock<T>(stream: string, work: (lock: StreamLock) => Promise<T>): Promise<T> {
    try {
      return await this.mutex.run(stream, () => work(new StreamLock(stream)));
    } catch (error) {
      if (!(error instanceof CategoryLeaseNeeded)) throw error;
      const category = categoryOf(stream);
      return this.mutex.run(category, () => this.underLease(category, stream, work));
    }
  }

  /** If the log's server denies us leases, only commands that need one are refused; others of the same batch are not. */
  private async underLease<T>(category: string, stream: string, work: (lock: StreamLock) => Promise<T>): Promise<T> {
    try {
      return await this.log.withLease(category, (isHeld) => this.mutex.run(stream, () => work(new StreamLock(stream, isHeld))));
    } catch (error) {
      if (!isRapportError(error, 'INVALID_CONFIGURATION')) throw error;
      return this.mutex.run(stream, () => work(new StreamLock(stream, undefined, error)));
    }
  }
}
