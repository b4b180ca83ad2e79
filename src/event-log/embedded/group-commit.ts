import { isRapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import type { EncodedAppend } from '../encoded-append.js';
import type { Appended } from '../event-log.js';
import { EventWriter } from './event-writer.js';

/** Events written in one transaction at the most, so that nobody else waits longer than some tens of milliseconds. */
const MAX_EVENTS = 2_000;

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts the appends that arrive while the disk is busy into one transaction: the disk syncs thousands of times a second, whoever shares
 * a sync shares its cost. Each append is judged by itself; all hear their result only after the commit.
 */
export class GroupCommit {
  private writer: EventWriter | undefined;
  private queue: Waiting[] = [];
  private scheduled = false;

  constructor(
    private readonly database: Database,
    private readonly committed: (head: number) => void,
  ) {
    this.writer = new EventWriter(database);
    committed(this.writer.head);
  }

  append(append: EncodedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.queue.push({ append, resolve, reject });
      this.schedule();
    });
  }

  /** Writes what waits, now. */
  flush(): void {
    while (this.queue.length > 0) this.commit(this.takeBatch());
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commit(this.takeBatch());
      if (this.queue.length > 0) this.schedule();
    });
  }

  private takeBatch(): Waiting[] {
    let events = 0;
    const end = this.queue.findIndex(({ append }) => (events += append.events.length) > MAX_EVENTS);
    return this.queue.splice(0, end === -1 ? this.queue.length : Math.max(1, end));
  }

  private commit(batch: readonly Waiting[]): void {
    try {
      // After a failure begin again from what is stored.
      const writer = (this.writer ??= new EventWriter(this.database));
      const outcomes = this.database.transaction(() => batch.map(({ append }) => writer.append(append)));
      this.committed(writer.head);
      outcomes.forEach((outcome, index) =>
        isRapportError(outcome) ? batch[index]?.reject(outcome) : batch[index]?.resolve(outcome),
      );
    } catch (error) {
      this.writer = undefined;
      for (const { reject } of batch) reject(error);
    }
  }
}
