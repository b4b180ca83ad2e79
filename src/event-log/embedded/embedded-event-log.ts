import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position, RecordedEvent } from '../../domain/kernel/event.js';
import { Database } from '../../sqlite/database.js';
import { encodeAppend } from '../encoded-append.js';
import {
  type Appended,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  PAGE_SIZE,
  type ReadOptions,
  type ReadStreamOptions,
} from '../event-log.js';
import { streamRange } from '../read-range.js';
import { logClosed } from '../refusals.js';
import { checkCategories, checkStreamName } from '../stream-name.js';
import { Bell } from '../bell.js';
import { EventReader, type PageReader } from './event-reader.js';
import { GroupCommit } from './group-commit.js';
import { prepareSchema } from './schema.js';
import { toPosition, toSequence } from './sequence-position.js';

/** The log in one SQLite file of this process. */
export class EmbeddedEventLog implements EventLog {
  private readonly commits: GroupCommit;
  private readonly reader: EventReader;
  private readonly bell = new Bell();
  /** The newest durable event's number. */
  private newest = 0;
  private closed = false;

  private constructor(private readonly database: Database) {
    this.reader = new EventReader(database);
    this.commits = new GroupCommit(database, (head) => {
      this.newest = head;
      this.bell.ring();
    });
  }

  /** Opens or makes the file. Throws STORE_BUSY while another process has it, STORE_CORRUPT, INVALID_CONFIGURATION. */
  static open(file: string): EmbeddedEventLog {
    const database = new Database(file, { synchronous: 'FULL' });
    try {
      prepareSchema(database, file);
      return new EmbeddedEventLog(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.checkOpen();
    return this.commits.append(encodeAppend(stream, expected, events));
  }

  async *readStream(stream: string, options?: ReadStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
    checkStreamName(stream);
    const { direction, from, maxCount } = streamRange(options);
    let next = from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    for (let wanted = maxCount; wanted > 0; wanted -= PAGE_SIZE) {
      this.checkOpen();
      const limit = Math.min(wanted, PAGE_SIZE);
      const page = this.reader.streamPage(stream, direction, next, limit);
      const last = page.at(-1);
      if (last) yield page;
      if (last === undefined || page.length < limit) return;
      next = last.revision + (direction === 'forwards' ? 1 : -1);
      await nextTurn();
    }
  }

  async *read(
    after: Position,
    { until, categories, signal }: ReadOptions & { readonly until?: Position } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkOpen();
    checkCategories(categories);
    const end = until === undefined ? this.newest : toSequence(until, this.newest);
    const reached = yield* this.stretch(toSequence(after, this.newest), end, this.reader.pages(categories), signal);
    if (reached < end && !signal?.aborted) throw logClosed();
  }

  async *follow(after: Position, { categories, signal }: ReadOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkOpen();
    checkCategories(categories);
    const readPage = this.reader.pages(categories);
    let position = toSequence(after, this.newest);
    while (!this.closed && !signal?.aborted) {
      if (position < this.newest) position = yield* this.stretch(position, this.newest, readPage, signal);
      else await this.bell.next(signal);
    }
  }

  /** Reads page by page and returns how far it came: to the end, unless aborted or closed on the way. */
  private async *stretch(
    after: number,
    until: number,
    readPage: PageReader,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly RecordedEvent[], number> {
    let position = after;
    while (position < until && !this.closed && !signal?.aborted) {
      const page = readPage(position, until, PAGE_SIZE);
      if (page.length > 0) yield page;
      position = page.length < PAGE_SIZE ? until : Number(page.at(-1)?.position);
      // The file answers at once: without a pause a long reading would starve everyone else.
      await nextTurn();
    }
    return position;
  }

  async head(): Promise<Position> {
    this.checkOpen();
    return toPosition(this.newest);
  }

  /** Writes what waits, ends the followers and gives the file back. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.commits.flush();
    this.closed = true;
    this.bell.ring();
    this.database.close();
  }

  private checkOpen(): void {
    if (this.closed) throw logClosed();
  }
}
