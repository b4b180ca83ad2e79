import { anySignal, sharedController } from '../../any-signal.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { type Position, type RecordedEvent, START } from '../../domain/kernel/event.js';
import {
  type Appended,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  type ReadOptions,
  type ReadStreamOptions,
  streamRange,
  invalidPosition,
  logClosed,
  checkCategories,
  checkStreamName,
} from '../event-log.js';
import { Appender } from './appender.js';
import { connect, type Connection } from './connection.js';
import { withDeadline } from '../../clock.js';
import { Outage } from '../../outage.js';
import { categoryFilter, LogReader } from './log-reader.js';
import { toServerPosition } from './recorded-event.js';
import { LiveTail } from './live-tail.js';
import { ServerLeases } from './server-leases.js';
import { SameLog } from './same-log.js';
import { unavailable } from './server-error.js';

/** How long a start waits for the server, in milliseconds; discovery in a cluster takes several rounds. */
const START_MS = 10_000;

/** The log on an EventStoreDB or KurrentDB server or cluster. */
export class EventStoreDbLog implements EventLog {
  private readonly appender: Appender;
  private readonly reader: LogReader;
  private readonly leases: ServerLeases;
  private readonly sameLog: SameLog;
  private readonly closing = sharedController();
  /** Exists while there is at least one follower. */
  private tail: LiveTail | undefined;
  private followers = 0;

  private constructor(private readonly connection: Connection) {
    this.sameLog = new SameLog(connection.address);
    this.appender = new Appender(connection.commands, connection.address, () => this.sameLog.doubt());
    this.reader = new LogReader(connection, this.closing.signal, this.sameLog);
    this.leases = new ServerLeases(connection.commands, connection.address, this.closing.signal);
  }

  /** Connects. Throws INVALID_CONFIGURATION (the URL, the credentials), and LOG_UNAVAILABLE when the server does not answer. */
  static async open(url: string): Promise<EventStoreDbLog> {
    const connection = connect(url);
    const log = new EventStoreDbLog(connection);
    try {
      await withDeadline(log.head(), START_MS, () => unavailable(connection.address, undefined));
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.checkOpen();
    await this.sameLog.require(() => this.reader.head());
    this.checkOpen();
    const appended = await this.appender.append(stream, expected, events);
    this.sameLog.saw(appended.position);
    return appended;
  }

  async withLease<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T> {
    this.checkOpen();
    return this.leases.withLease(name, work);
  }

  async *readStream(stream: string, options?: ReadStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkOpen();
    checkStreamName(stream);
    yield* this.reader.stream(stream, streamRange(options), this.closing.signal);
    this.checkOpen();
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    this.checkOpen();
    const found = await this.reader.eventAt(position, this.closing.signal);
    this.checkOpen();
    return found;
  }

  async *read(
    after: Position,
    { until, categories, signal }: ReadOptions & { readonly until?: Position } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkOpen();
    checkCategories(categories);
    const head = await this.reader.head();
    for (const position of [after, until ?? head]) checkGivenOut(position, head);
    yield* this.reader.stretch({ after, until: until ?? head, categories }, this.stopWith(signal));
    if (!signal?.aborted) this.checkOpen();
  }

  async *follow(after: Position, { categories, signal }: ReadOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    this.checkOpen();
    checkCategories(categories);
    toServerPosition(after);
    const stopped = this.stopWith(signal);
    const tail = this.joinTail();
    try {
      let position = after;
      const outage = new Outage();
      while (!stopped.aborted) {
        try {
          if (position === after && after !== START) checkGivenOut(after, await this.reader.head());
          for await (const { page, reached } of this.followUntilLost(tail, position, categories, stopped)) {
            if (page.length > 0) yield page;
            position = reached;
            outage.end();
          }
        } catch (error) {
          if (tail.hasFailed || !isRapportError(error, 'LOG_UNAVAILABLE')) throw error;
          await outage.wait(error, stopped);
        }
      }
    } finally {
      this.leaveTail();
    }
  }

  async head(): Promise<Position> {
    this.checkOpen();
    return this.reader.head();
  }

  /** Waits for pending appends, ends the followers and disposes of the connections. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    this.tail?.close();
    await this.appender.settled();
    await Promise.all([this.connection.commands.dispose(), this.connection.readers.dispose()]);
  }

  /**
   * Follows until stopped or the connection is lost: reads from the log what the tail no longer keeps, then continues from the
   * tail.
   */
  private async *followUntilLost(
    tail: LiveTail,
    after: Position,
    categories: readonly string[] | undefined,
    stopped: AbortSignal,
  ) {
    const isWanted = categoryFilter(categories);
    let position = after;
    while (!stopped.aborted) {
      const newest = tail.newest;
      const cached = tail.after(position);
      if (newest === undefined || cached?.length === 0) {
        await tail.arrivals.next(stopped);
      } else if (cached === undefined) {
        for await (const page of this.reader.stretch({ after: position, until: newest, categories }, stopped)) {
          yield { page, reached: page.at(-1)?.position ?? position };
        }
        position = newest;
        yield { page: [], reached: position };
      } else {
        position = newest;
        yield { page: cached.filter(({ stream }) => isWanted(stream)), reached: position };
      }
    }
  }

  private joinTail(): LiveTail {
    this.followers++;
    const { readers, address } = this.connection;
    // A follower that joins after a failure starts a new tail.
    if (this.tail === undefined || this.tail.hasFailed) this.tail = new LiveTail(readers, () => this.reader.head(), address);
    return this.tail;
  }

  private leaveTail(): void {
    if (--this.followers > 0) return;
    this.tail?.close();
    this.tail = undefined;
  }

  private stopWith(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.closing.signal : anySignal(signal, this.closing.signal);
  }

  private checkOpen(): void {
    if (this.closing.signal.aborted) throw logClosed();
  }
}

/** Throws INVALID_POSITION for a position that is malformed or beyond the head. */
function checkGivenOut(position: Position, head: Position): void {
  toServerPosition(position);
  if (position > head) throw invalidPosition(position);
}
