import { existsSync } from 'node:fs';
import type { Position } from '../../domain/kernel/event.js';
import { Database } from '../../sqlite/database.js';
import { WrittenFile, WriteAheadFile } from '../../sqlite/opened-file.js';
import {
  soleWriterLease,
  type Appended,
  encodeAppend,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
} from '../event-log.js';
import { EmbeddedLogReader } from './embedded-log-reader.js';
import { Durability, GroupCommit, requireInPlace } from './group-commit.js';
import { markClosed, markOpen, prepareSchema, requireWhole } from './schema.js';
import { resolve } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';

/**
 * Pages in the write-ahead log before SQLite checkpoints it (32 MB). Stream names are random, so each new stream changes
 * another page of their index: the more commits a checkpoint covers, the fewer of these pages are copied into the file one by
 * one. Compared with the default of 1,000, at 300,000 streams: a commit costs a quarter less. A checkpoint stalls for 50 ms
 * instead of 15, but so rarely that the 99th percentile of a command's wait is lower. At twice as many pages a lone writer gets
 * slower.
 */
const CHECKPOINT_PAGES = 8_000;

/** The log in one SQLite file that this process owns. */
export class EmbeddedEventLog extends EmbeddedLogReader implements EventLog {
  private readonly commits: GroupCommit;
  private readonly heads: HeadPublisher;
  private readonly disk: WriteAheadFile;
  private readonly opened: WrittenFile;

  private constructor(database: Database, file: string) {
    super(database);
    this.disk = new WriteAheadFile(file);
    this.opened = new WrittenFile(file);
    this.heads = new HeadPublisher(file, () => this.newest);
    this.commits = new GroupCommit(database, new Durability(this.disk), this.opened, (head) => {
      this.advance(head);
      this.heads.publish(head);
    });
  }

  /**
   * Opens or creates the file. The process's other threads may read it at the same time: ThreadLogReader.
   * @throws RapportError STORE_BUSY while another process has it open, STORE_CORRUPT, INVALID_CONFIGURATION
   */
  static open(file: string): EmbeddedEventLog {
    const hadWriteAheadLog = existsSync(`${file}-wal`);
    // NORMAL, because `Durability` syncs the file before any append is acknowledged.
    const database = new Database(file, { synchronous: 'NORMAL', shared: true, checkpointPages: CHECKPOINT_PAGES });
    let isWhole = false;
    try {
      prepareSchema(database, file);
      requireWhole(database, file, hadWriteAheadLog);
      isWhole = true;
      markOpen(database);
      return new EmbeddedEventLog(database, file);
    } catch (error) {
      giveBack(database, isWhole);
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.checkOpen();
    return this.commits.append(encodeAppend(stream, expected, events));
  }

  withLease = soleWriterLease;

  /** @throws RapportError LOG_UNAVAILABLE also when the file is no longer the one that was opened */
  override async head(): Promise<Position> {
    this.checkOpen();
    requireInPlace(this.opened);
    return super.head();
  }

  protected override async settle(): Promise<void> {
    await this.commits.idle();
    this.heads.close();
    this.disk.close();
  }

  protected override giveBack(): void {
    try {
      giveBack(this.database, true);
    } catch (error) {
      // If the file was removed or replaced, a failure to close it is expected: appends since then have already been refused.
      if (this.opened.changed() === undefined) throw error;
    } finally {
      this.opened.close();
    }
  }
}

function giveBack(database: Database, isWhole: boolean): void {
  try {
    if (isWhole) markClosed(database);
  } finally {
    database.close();
  }
}

/** Reads a log that another thread of this process has open. */
export class ThreadLogReader extends EmbeddedLogReader {
  private heads: HeadListener | undefined;

  /** Resolves once the owner has published its head. Throws STORE_CORRUPT, INVALID_CONFIGURATION. */
  static async open(file: string): Promise<ThreadLogReader> {
    const log = new ThreadLogReader(new Database(file, { readonly: true }));
    await new Promise<void>((resolve) => {
      log.heads = new HeadListener(file, (head) => {
        log.advance(head);
        resolve();
      });
    });
    return log;
  }

  protected override async settle(): Promise<void> {
    this.heads?.close();
  }
}

const nameOf = (file: string) => `rapport-log:${resolve(file)}`;
type HeadMessage = { readonly head: number } | { readonly asked: true };

/**
 * How the thread that writes a log publishes to its readers which events are on the disk: without polling, and without knowing
 * the readers. The file itself would show too much: events that are committed, but could still be lost in a power failure.
 */
class HeadChannel {
  private readonly channel: BroadcastChannel;

  constructor(file: string, onMessage: (message: HeadMessage) => void) {
    this.channel = new BroadcastChannel(nameOf(file));
    this.channel.onmessage = (event) => onMessage((event as { data: HeadMessage }).data);
    // An open channel alone must not keep the process running.
    this.channel.unref();
  }

  protected post(message: HeadMessage): void {
    this.channel.postMessage(message);
  }

  close(): void {
    this.channel.close();
  }
}

/** The writer's end. */
export class HeadPublisher extends HeadChannel {
  constructor(file: string, head: () => number) {
    super(file, (message) => 'asked' in message && this.publish(head()));
  }

  publish(head: number): void {
    this.post({ head });
  }
}

/** A reader's end. It asks for the current head at once, because that was published earlier. */
export class HeadListener extends HeadChannel {
  constructor(file: string, onHead: (head: number) => void) {
    super(file, (message) => 'head' in message && onHead(message.head));
    this.post({ asked: true });
  }
}
