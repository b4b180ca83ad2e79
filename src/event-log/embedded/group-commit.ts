import { setImmediate as nextTurn } from 'node:timers/promises';
import { RapportError, isRapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import type { OpenedFile, WrittenFile } from '../../sqlite/opened-file.js';
import type { Appended, EncodedAppend } from '../event-log.js';
import { EventWriter } from './event-writer.js';

/** Makes what was committed so far durable (`WriteAheadFile`). */
export interface Disk {
  sync(): void;
  syncAside(): Promise<void>;
}

/** Going through another thread takes about a tenth of this; a process held up for longer is felt by whoever else asks something of it. */
const QUICK_MS = 0.5;

/** Waits until commits are on the disk, in the way that costs least. */
export class Durability {
  private took = Infinity;
  private broken: RapportError | undefined;

  constructor(private readonly disk: Disk) {}

  /**
   * A lone writer on a quick disk waits for the disk and for nothing else. While several write, or the disk is slow, the process prepares
   * the next appends and answers others meanwhile.
   * @throws RapportError LOG_UNAVAILABLE, from then on at every call: what a failed sync left on the disk nobody can say, and a second one
   * may succeed without having written it.
   */
  async reached(appends: number): Promise<void> {
    if (this.broken) throw this.broken;
    const startedAt = performance.now();
    try {
      if (appends === 1 && this.took < QUICK_MS) this.disk.sync();
      else await this.disk.syncAside();
    } catch (cause) {
      this.broken = new RapportError('LOG_UNAVAILABLE', `The disk did not take the event log: ${(cause as Error).message}`, {
        remedy: 'Check the disk, then start again: the log goes on from what is on it.',
        cause,
      });
      throw this.broken;
    }
    this.took = performance.now() - startedAt;
  }
}

/** Events written in one transaction at the most, so that nobody else waits longer than some tens of milliseconds. */
const MAX_EVENTS = 2_000;

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts the appends that arrive while the disk is busy into one transaction: the disk syncs thousands of times a second, whoever shares
 * a sync shares its cost. Each append is judged by itself; all hear their result, and `durable` the head, only when it is on the disk.
 */
export class GroupCommit {
  private writer: EventWriter | undefined;
  private queue: Waiting[] = [];
  private working: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly durability: Durability,
    private readonly file: WrittenFile,
    private readonly durable: (head: number) => void,
  ) {
    this.writer = new EventWriter(database);
    durable(this.writer.head);
  }

  append(append: EncodedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.queue.push({ append, resolve, reject });
      this.working ??= this.work();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  private async work(): Promise<void> {
    do {
      // Those who append in the same turn of the event loop share the transaction.
      await nextTurn();
      await this.commit(this.takeBatch());
    } while (this.queue.length > 0);
    this.working = undefined;
  }

  private takeBatch(): Waiting[] {
    let events = 0;
    const end = this.queue.findIndex(({ append }) => (events += append.events.length) > MAX_EVENTS);
    return this.queue.splice(0, end === -1 ? this.queue.length : Math.max(1, end));
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      requireInPlace(this.file);
      // After a failure begin again from what is stored.
      const writer = (this.writer ??= new EventWriter(this.database));
      const outcomes = this.database.transaction(() => batch.map(({ append }) => writer.append(append)));
      this.file.written();
      await this.durability.reached(batch.length);
      // Written and synced, but into a file that nobody finds again: not acknowledged.
      requireInPlace(this.file);
      this.durable(writer.head);
      outcomes.forEach((outcome, index) =>
        isRapportError(outcome) ? batch[index]?.reject(outcome) : batch[index]?.resolve(outcome),
      );
    } catch (error) {
      this.writer = undefined;
      for (const { reject } of batch) reject(error);
    }
  }
}

/** @throws RapportError LOG_UNAVAILABLE when the log's file is no longer the one that was opened */
export function requireInPlace(file: OpenedFile): void {
  const changed = file.changed();
  if (changed === undefined) return;
  throw new RapportError('LOG_UNAVAILABLE', `The event log was taken away while it was open: ${changed}`, {
    remedy: 'Put its files back as they were, or stop Rapport, restore a backup (rapport restore DIR) and start it again.',
  });
}
