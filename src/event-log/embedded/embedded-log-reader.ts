import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position, RecordedEvent } from '../../domain/kernel/event.js';
import type { Database } from '../../sqlite/database.js';
import { Notifier } from '../notifier.js';
import { type LogReader, PAGE_SIZE, type ReadOptions, type ReadStreamOptions, streamRange, logClosed } from '../event-log.js';
import { checkCategories, checkStreamName } from '../stream-name.js';
import { EventReader, type PageReader } from './event-reader.js';
import { toPosition, toSequence } from './sequence-position.js';

/** Reads a log in a SQLite file. Whoever opens it tells, by `advance`, how far the log has come: that wakes the followers. */
export class EmbeddedLogReader implements LogReader {
  private readonly reader: EventReader;
  private readonly bell = new Notifier();
  /** The newest durable event's number. */
  protected newest = 0;
  private closed = false;

  constructor(protected readonly database: Database) {
    this.reader = new EventReader(database);
  }

  /** The log stands at this event now. Never backwards: news may overtake what was read. */
  advance(newest: number): void {
    if (newest <= this.newest) return;
    this.newest = newest;
    this.bell.notify();
  }

  async *readStream(stream: string, options?: ReadStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
    checkStreamName(stream);
    const { direction, from, maxCount } = streamRange(options);
    let next = from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    for (let wanted = maxCount; wanted > 0; wanted -= PAGE_SIZE) {
      this.checkOpen();
      const limit = Math.min(wanted, PAGE_SIZE);
      const page = this.reader.streamPage(stream, direction, next, limit, this.newest);
      const last = page.at(-1);
      if (last) yield page;
      if (last === undefined || page.length < limit) return;
      next = last.revision + (direction === 'forwards' ? 1 : -1);
      await nextTurn();
    }
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    this.checkOpen();
    const sequence = Number(position);
    const [event] = this.reader.pages(undefined)(sequence - 1, Math.min(sequence, this.newest), 1);
    return event?.position === position ? event : undefined;
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

  /** Ends the followers and gives the file back. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.bell.notify();
    await this.settle();
    this.giveBack();
  }

  /** What is to be finished before the file is given back; nothing new is taken any more. */
  protected async settle(): Promise<void> {}

  protected giveBack(): void {
    this.database.close();
  }

  protected checkOpen(): void {
    if (this.closed) throw logClosed();
  }
}
