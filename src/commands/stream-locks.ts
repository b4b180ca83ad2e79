import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { categoryOf, type EventLog } from '../event-log/event-log.js';
import { KeyedMutex } from '../mutex.js';

class CategoryLeaseNeeded extends Error {}

/** The lock on a stream, while its work holds it. */
export class StreamLock {
  constructor(
    readonly stream: string,
    /** Whether the lease on the stream's category is still held; absent where the work does without. */
    private readonly holdsLease?: () => boolean,
    /** Why it may not read others of its category; at first because it has no lease. */
    private readonly reason: Error = new CategoryLeaseNeeded(),
  ) {}

  /** Whether another stream is of the same category. If so and there is no lease, throws what makes `StreamLocks` start the work again under one. */
  requireLeaseFor(other: string): boolean {
    const isPeer = categoryOf(other) === categoryOf(this.stream);
    if (isPeer && this.holdsLease === undefined) throw this.reason;
    return isPeer;
  }

  /** Before anything is written. Throws CONFLICT where the lease has expired. */
  requireLease(): void {
    if (this.holdsLease?.() === false)
      throw new RapportError('CONFLICT', `${this.stream}: it took too long to decide`, {
        remedy: 'Send the same commandId again.',
      });
  }
}

/**
 * A mutex a stream: work on one stream runs serially, on different streams concurrently. Within a process this spares commands of one stream their
 * conflicts. Work that reads other streams of its own category (a merger: where does the other one go on?) also takes the category's lease, across
 * processes: two mergers decided concurrently would each rest on what the other changes, and merge two tickets into each other.
 */
export class StreamLocks {
  private readonly mutex = new KeyedMutex();

  constructor(private readonly log: Pick<EventLog, 'withLease'>) {}

  /** @param work is started again where it turns out to need its category's lease: before that it has changed nothing */
  async withLock<T>(stream: string, work: (lock: StreamLock) => Promise<T>): Promise<T> {
    try {
      return await this.mutex.run(stream, () => work(new StreamLock(stream)));
    } catch (error) {
      if (!(error instanceof CategoryLeaseNeeded)) throw error;
      const category = categoryOf(stream);
      return this.mutex.run(category, () => this.underLease(category, stream, work));
    }
  }

  /** Where the log's server denies us leases, what needs one is refused for that; what goes with it is not. */
  private async underLease<T>(category: string, stream: string, work: (lock: StreamLock) => Promise<T>): Promise<T> {
    try {
      return await this.log.withLease(category, (isHeld) => this.mutex.run(stream, () => work(new StreamLock(stream, isHeld))));
    } catch (error) {
      if (!isRapportError(error, 'INVALID_CONFIGURATION')) throw error;
      return this.mutex.run(stream, () => work(new StreamLock(stream, undefined, error)));
    }
  }
}
