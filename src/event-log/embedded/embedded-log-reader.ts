import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position, RecordedEvent } from '../../domain/kernel/event.js';
import type { Database, Statement } from '../../sqlite/database.js';
import { Notifier } from '../../waiting.js';
import {
  type LogReader,
  PAGE_SIZE,
  type ReadOptions,
  type ReadStreamOptions,
  streamRange,
  logClosed,
  checkCategories,
  checkStreamName,
} from '../event-log.js';
import { toPosition, toSequence } from './schema.js';
import { toDeclaredShape } from '../../domain/aggregates.js';

/** Reads a log in a SQLite file. Its owner calls `advance` with each new head, which wakes the followers. */
export class EmbeddedLogReader implements LogReader {
  private readonly reader: EventReader;
  private readonly arrivals = new Notifier();
  /** The newest durable event's number. */
  protected newest = 0;
  private closed = false;

  constructor(protected readonly database: Database) {
    this.reader = new EventReader(database);
  }

  /** Sets the log's head and wakes the followers. Ignores a lower one: messages may arrive out of order. */
  advance(newest: number): void {
    if (newest <= this.newest) return;
    this.newest = newest;
    this.arrivals.notify();
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
      else await this.arrivals.next(signal);
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
      // The file answers synchronously: without yielding here, a long read would block the event loop.
      await nextTurn();
    }
    return position;
  }

  async head(): Promise<Position> {
    this.checkOpen();
    return toPosition(this.newest);
  }

  /** Ends the followers and closes the file. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.arrivals.notify();
    await this.settle();
    this.giveBack();
  }

  /** Finishes pending work before the file is closed; nothing new is accepted any more. */
  protected async settle(): Promise<void> {}

  protected giveBack(): void {
    this.database.close();
  }

  protected checkOpen(): void {
    if (this.closed) throw logClosed();
  }
}

type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  recordedAt: number,
  data: string,
  metadata: string,
];

const EVENTS = `SELECT e.position, s.name, e.revision, e.id, e.type, e.recorded_at, e.data, e.metadata
  FROM events e JOIN streams s ON s.stream = e.stream`;
/**
 * Events of the stream with the name ?1 and the key ?2. Name and key are separate parameters, so that one lookup of the name
 * finds an unknown stream.
 */
const OF_STREAM = `SELECT position, ?1, revision, id, type, recorded_at, data, metadata FROM events WHERE stream = ?2`;

/** Reads the first `limit` events after one position, up to and including another. */
export type PageReader = (after: number, until: number, limit: number) => RecordedEvent[];

/** Reads pages of events. Each page is a query of its own: no cursor stays open between two pages. */
export class EventReader {
  private readonly allEvents: Statement<Row>;
  private readonly keyOf: Statement<[number]>;
  private readonly forwards: Statement<Row>;
  private readonly backwards: Statement<Row>;

  constructor(private readonly database: Database) {
    this.allEvents = database.prepare(`${EVENTS} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`);
    this.keyOf = database.prepare('SELECT stream FROM streams WHERE name = ?');
    this.forwards = database.prepare(`${OF_STREAM} AND revision >= ?3 AND position <= ?4 ORDER BY revision LIMIT ?5`);
    this.backwards = database.prepare(`${OF_STREAM} AND revision <= ?3 AND position <= ?4 ORDER BY revision DESC LIMIT ?5`);
  }

  /** The reader for pages of all categories, or of the given ones. */
  pages(categories: readonly string[] | undefined): PageReader {
    if (categories === undefined) return (after, until, limit) => this.allEvents.all(after, until, limit).map(toEvent);
    const names = [...new Set(categories)];
    if (names.length === 0) return () => [];
    const statement = this.byCategory(names.length);
    return (after, until, limit) => statement.all(...names.flatMap((name) => [name, after, until]), limit).map(toEvent);
  }

  /** Events of one stream, at most up to the position `until`. */
  streamPage(stream: string, direction: 'forwards' | 'backwards', from: number, limit: number, until: number): RecordedEvent[] {
    const [key] = this.keyOf.get(stream) ?? [];
    return key === undefined ? [] : this[direction].all(stream, key, from, until, limit).map(toEvent);
  }

  /** Merges the categories' positions, each read in order from its index: reading a rare category does not scan the others. */
  private byCategory(count: number): Statement<Row> {
    const positions =
      'SELECT position FROM events WHERE category = (SELECT category FROM categories WHERE name = ?) AND position > ? AND position <= ?';
    const merged = Array.from({ length: count }, () => positions).join(' UNION ALL ');
    return this.database.prepare(`${EVENTS} WHERE e.position IN (${merged} ORDER BY position LIMIT ?) ORDER BY e.position`);
  }
}

const toEvent = ([position, stream, revision, id, type, recordedAt, data, metadata]: Row): RecordedEvent =>
  toDeclaredShape({
    id,
    type,
    stream,
    revision,
    position: toPosition(position),
    recordedAt: new Date(recordedAt).toISOString(),
    data: JSON.parse(data) as RecordedEvent['data'],
    metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
  });
