import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats, fdatasync, fdatasyncSync } from 'node:fs';
import { promisify } from 'node:util';

/** What an overwritten file is told by: SQLite's first page counts the changes and the pages. */
const FIRST_PAGE = 4_096;
/** Looking takes a stat for each file. So short a time after a look another one finds nothing new. */
const LOOK_EVERY_MS = 2;

/**
 * When a file was last written by its one writer, in memory that threads share: by it those who read beside tell that another program has written over
 * the file. They may not look into it themselves: whoever closes a file gives back, for the whole process, the locks that SQLite has on it.
 */
export class NotedWrites {
  /** Of memory that it takes; it begins at a multiple of eight. */
  static readonly BYTES = 16;
  /** Odd while its writer writes. */
  private readonly turn: Int32Array;
  /** In nanoseconds; 0 before anything was noted. */
  private readonly noted: BigInt64Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(NotedWrites.BYTES), at = 0) {
    this.turn = new Int32Array(memory, at, 1);
    this.noted = new BigInt64Array(memory, at + 8, 1);
  }

  get at(): bigint {
    return Atomics.load(this.noted, 0);
  }

  begin(): void {
    Atomics.store(this.turn, 0, this.now | 1);
  }

  end(modifiedAt: bigint): void {
    Atomics.store(this.noted, 0, modifiedAt);
    Atomics.store(this.turn, 0, (this.now | 1) + 1);
  }

  /** To be read before the file is looked at. */
  get now(): number {
    return Atomics.load(this.turn, 0);
  }

  /** Whether somebody else wrote a file that was found to be modified then, unless its writer has written since the turn was read. */
  isForeign(turn: number, modifiedAt: bigint): boolean {
    const { at } = this;
    return turn % 2 === 0 && at !== 0n && at !== modifiedAt && this.now === turn;
  }
}

/**
 * A database's files as they were when they were opened. SQLite keeps them open and would go on writing, and acknowledging, into files that
 * were deleted, moved away with their folder, or have another one in their place: what nobody finds again at the next start.
 */
export class OpenedFile {
  /** By their names; undefined for one that is not there yet. */
  private readonly opened: Map<string, BigIntStats | undefined>;
  private lookedAt = -Infinity;
  private found: string | undefined;

  /** @param noted what the writer has noted, by whoever reads beside it */
  constructor(
    private readonly file: string,
    private readonly noted?: NotedWrites,
  ) {
    this.opened = new Map([file, `${file}-wal`, `${file}.lock`].map((name) => [name, statOf(name)]));
  }

  /** What has become of the files, in words; undefined while they are what was opened. */
  changed(): string | undefined {
    const now = performance.now();
    if (now - this.lookedAt < LOOK_EVERY_MS) return this.found;
    this.lookedAt = now;
    return (this.found = this.look());
  }

  private look(): string | undefined {
    const turn = this.noted?.now ?? 0;
    for (const [name, opened] of this.opened) {
      const found = statOf(name);
      if (name === this.file && found && this.noted?.isForeign(turn, found.mtimeNs)) return writtenOver(name);
      if (opened === undefined) this.opened.set(name, found);
      else if (found === undefined) return `${name} is gone`;
      else if (found.ino !== opened.ino || found.dev !== opened.dev) return `${name} is not the file that was opened`;
    }
    return undefined;
  }
}

/** The same of a file that one writer writes: tells as well when another program has written over it. */
export class WrittenFile extends OpenedFile {
  /**
   * Open as long as the database is: whoever closes a file gives back, for the whole process, the locks that SQLite has on it.
   */
  private readonly descriptor: number;
  private isClosed = false;
  private readonly page = Buffer.alloc(FIRST_PAGE);

  constructor(
    private readonly path: string,
    private readonly writes = new NotedWrites(),
  ) {
    super(path);
    this.descriptor = openSync(path, 'r');
    this.note(this.modifiedAt());
  }

  /** Writes, telling those who read beside whose writing it is. */
  write<T>(work: () => T): T {
    this.writes.begin();
    try {
      return work();
    } finally {
      this.written();
    }
  }

  /** To be called in the turn in which the writer has written: what was written by others is told apart from it. */
  written(): void {
    const at = this.modifiedAt();
    if (at === this.writes.at) this.writes.end(at);
    else this.note(at);
  }

  private note(at: bigint): void {
    this.readPage(this.page);
    this.writes.end(at);
  }

  /** After the database was closed. */
  close(): void {
    if (!this.isClosed) closeSync(this.descriptor);
    this.isClosed = true;
  }

  /** What was written over is looked for at every call: after the next writing it could no longer be told. */
  override changed(): string | undefined {
    return this.isOverwritten() ? writtenOver(this.path) : super.changed();
  }

  /** Only a first page that differs tells: the time alone may be set by a backup. */
  private isOverwritten(): boolean {
    const at = this.modifiedAt();
    if (at === this.writes.at) return false;
    const now = Buffer.alloc(FIRST_PAGE);
    const isOurs = this.readPage(now) === FIRST_PAGE && now.equals(this.page);
    if (isOurs) this.writes.end(at);
    return !isOurs;
  }

  private modifiedAt(): bigint {
    return fstatSync(this.descriptor, { bigint: true }).mtimeNs;
  }

  private readPage(page: Buffer): number {
    return readSync(this.descriptor, page, 0, FIRST_PAGE, 0);
  }
}

const writtenOver = (path: string): string => `another program has written over ${path}`;
const statOf = (file: string): BigIntStats | undefined => statSync(file, { bigint: true, throwIfNoEntry: false });

const datasync = promisify(fdatasync);

/**
 * A database's write-ahead log as a file, to put on the disk what was committed with `synchronous=NORMAL`: SQLite has then written the
 * commit but not synced it, and syncs by itself only before it copies the log into the database. One sync makes every commit before it
 * durable, as `synchronous=FULL` would have one by one; but it can be waited for without holding up the process.
 */
export class WriteAheadFile {
  private readonly path: string;
  private descriptor: number | undefined;

  constructor(databaseFile: string) {
    this.path = `${databaseFile}-wal`;
  }

  /** Blocks until all commits are on the disk. */
  sync(): void {
    fdatasyncSync(this.open());
  }

  /** Resolves when all commits made before the call are on the disk; the process goes on meanwhile. */
  syncAside(): Promise<void> {
    return datasync(this.open());
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /** SQLite keeps the one file as long as the database is open, and makes it with the first commit. Windows syncs only what may be written. */
  private open(): number {
    return (this.descriptor ??= openSync(this.path, 'r+'));
  }
}
