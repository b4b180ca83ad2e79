import { setImmediate as nextTurn } from 'node:timers/promises';
import { RapportError, isRapportError } from '../../domain/kernel/errors.js';
import type { Database } from '../../sqlite/database.js';
import type { OpenedFile, WrittenFile } from '../../sqlite/opened-file.js';
import type { Appended, EncodedAppend } from '../event-log.js';
import { EventWriter } from './event-writer.js';

/** Makes everything committed so far durable (`WriteAheadFile`). */
export interface Disk {
  sync(): void;
  syncAside(): Promise<void>;
}

/**
 * In milliseconds. Handing the sync to another thread costs about a tenth of this; blocking the event loop for longer would be
 * felt by other requests.
 */
const QUICK_MS = 0.5;

/** Waits until commits are on the disk, in the cheapest way. */
export class Durability {
  private took = Infinity;
  private broken: RapportError | undefined;

  constructor(private readonly disk: Disk) {}

  /**
   * A lone writer on a quick disk syncs directly, without a detour through another thread. While several write, or the disk is
   * slow, the process prepares the next appends and serves other requests meanwhile.
   * @throws RapportError LOG_UNAVAILABLE, and from then on at every call: after a failed sync it is unknown what is on the
   * disk, and a second sync may succeed without having written it
   */
  async reached(appends: number): Promise<void> {
    if (this.broken) throw this.broken;
    const startedAt = performance.now();
    try {
      if (appends === 1 && this.took < QUICK_MS) this.disk.sync();
      else await this.disk.syncAside();
    } catch (cause) {
      this.broken = new RapportError('LOG_UNAVAILABLE', `The event log could not be written: ${(cause as Error).message}`, {
        remedy: 'Check the disk, then start Rapport again: it continues from what was written.',
        cause,
      });
      throw this.broken;
    }
    this.took = performance.now() - startedAt;
  }
}

/** The most events in one transaction, so that other work waits some tens of milliseconds at most. */
const MAX_EVENTS = 2_000;

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits the appends that arrive while the disk is busy in one transaction: a disk syncs only some thousand times a second,
 * and appends that share a sync share its cost. Each append is decided separately. Results are returned, and `durable` is
 * called with the head, only once the batch is on the disk.
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

  /** Resolves when no append is waiting. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  private async work(): Promise<void> {
    do {
      // Appends of the same turn of the event loop share the transaction.
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
      // After a failure, start again from what is stored.
      const writer = (this.writer ??= new EventWriter(this.database));
      const outcomes = this.database.transaction(() => batch.map(({ append }) => writer.append(append)));
      this.file.written();
      await this.durability.reached(batch.length);
      // Written and synced, but the file was removed or replaced meanwhile: do not acknowledge.
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
  throw new RapportError('LOG_UNAVAILABLE', `The file of the event log was removed or replaced while it was open: ${changed}`, {
    remedy: 'Put the original files back, or stop Rapport, restore a backup (rapport restore DIR) and start it again.',
  });
}
