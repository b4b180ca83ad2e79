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
 * Stream names are random, so each new stream changes another page of their index: the more commits gather (32 MB), the fewer of these are
 * copied into the file one by one. Against the default of 1,000, at 300,000 streams: a commit costs a quarter less, and the copying stalls 50 ms
 * at a time instead of 15, but so seldom that one command in a hundred waits less. At twice as many a lone writer gets slower.
 */
const CHECKPOINT_PAGES = 8_000;

/** The log in one SQLite file of this process. */
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
   * Opens or makes the file. The process's other threads may read it beside: ThreadLogReader.
   * Throws STORE_BUSY while another process has it, STORE_CORRUPT, INVALID_CONFIGURATION.
   */
  static open(file: string): EmbeddedEventLog {
    const hadWriteAheadLog = existsSync(`${file}-wal`);
    // NORMAL, since we sync ourselves before anybody is answered: Durability.
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

  /** @throws RapportError LOG_UNAVAILABLE also once the file is no longer the one that was opened. */
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
      // Of files that were taken away nothing more can be promised; what was refused since is said already.
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

  /** Resolves once the owner has told how far the log is. Throws STORE_CORRUPT, INVALID_CONFIGURATION. */
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
type News = { readonly head: number } | { readonly asked: true };

/**
 * How the thread that writes a log tells those that read it which events are on the disk: no polling, and nobody has to know who listens.
 * The file itself would say too much: what is committed, but may still be lost with the power.
 */
class HeadChannel {
  private readonly channel: BroadcastChannel;

  constructor(file: string, heard: (news: News) => void) {
    this.channel = new BroadcastChannel(nameOf(file));
    this.channel.onmessage = (message) => heard((message as { data: News }).data);
    // Nobody stays for news alone.
    this.channel.unref();
  }

  protected post(news: News): void {
    this.channel.postMessage(news);
  }

  close(): void {
    this.channel.close();
  }
}

/** The writer's end. */
export class HeadPublisher extends HeadChannel {
  constructor(file: string, head: () => number) {
    super(file, (news) => 'asked' in news && this.publish(head()));
  }

  publish(head: number): void {
    this.post({ head });
  }
}

/** A reader's end; asks at once for what was told before. */
export class HeadListener extends HeadChannel {
  constructor(file: string, heard: (head: number) => void) {
    super(file, (news) => 'head' in news && heard(news.head));
    this.post({ asked: true });
  }
}
