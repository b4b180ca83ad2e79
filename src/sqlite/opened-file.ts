import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats, fdatasync, fdatasyncSync } from 'node:fs';
import { promisify } from 'node:util';

/** Bytes of SQLite's first page, which counts the changes and the pages: comparing it detects an overwritten file. */
const FIRST_PAGE = 4_096;
/**
 * Minimum interval between checks, in milliseconds: a check costs a stat per file, and would hardly find anything new so soon.
 */
const LOOK_EVERY_MS = 2;

/**
 * When a file was last written by its one writer, in memory shared between threads. Readers on other threads use it to detect
 * that another program has overwritten the file. They must not open the file for that: closing any descriptor releases, for the
 * whole process, the locks that SQLite has on it.
 */
export class NotedWrites {
  /** Size in the shared memory; its offset must be a multiple of eight. */
  static readonly BYTES = 16;
  /** Odd during a write. */
  private readonly turn: Int32Array;
  /** Modification time in nanoseconds; 0 before the first write was noted. */
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

  /** To be read before the file is checked. */
  get now(): number {
    return Atomics.load(this.turn, 0);
  }

  /** Whether a modification time that was found is not the writer's, unless the writer has written since `turn` was read. */
  isForeign(turn: number, modifiedAt: bigint): boolean {
    const { at } = this;
    return turn % 2 === 0 && at !== 0n && at !== modifiedAt && this.now === turn;
  }
}

/**
 * A database's files as they were when they were opened. SQLite keeps them open, and would continue to write and acknowledge
 * into files that were deleted, moved with their folder, or replaced: data that would be lost at the next start.
 */
export class OpenedFile {
  /** By name; undefined for a file that does not exist yet. */
  private readonly opened: Map<string, BigIntStats | undefined>;
  private lookedAt = -Infinity;
  private found: string | undefined;

  /** @param noted the writer's notes, for readers on other threads */
  constructor(
    private readonly file: string,
    private readonly noted?: NotedWrites,
  ) {
    this.opened = new Map([file, `${file}-wal`, `${file}.lock`].map((name) => [name, statOf(name)]));
  }

  /** What has happened to the files, in words; undefined while they are the opened ones. */
  changed(): string | undefined {
    const now = performance.now();
    if (now - this.lookedAt < LOOK_EVERY_MS) return this.found;
    this.lookedAt = now;
    return (this.found = this.look());
  }

  private look(): string | undefined {
    const turn = this.noted?.now ?? 0;
    for (const [name, opened] of this.opened) {
      let found: BigIntStats | undefined;
      try {
        found = statOf(name);
      } catch (error) {
        // For example a link to itself, or a volume that is no longer connected.
        return `${name} cannot be accessed (${(error as Error).message})`;
      }
      if (name === this.file && found && this.noted?.isForeign(turn, found.mtimeNs)) return writtenOver(name);
      if (opened === undefined) this.opened.set(name, found);
      else if (found === undefined) return `${name} is gone`;
      else if (found.ino !== opened.ino || found.dev !== opened.dev) return `${name} is not the file that was opened`;
    }
    return undefined;
  }
}

/** The same for a file with a single writer: it also detects that another program has overwritten the file. */
export class WrittenFile extends OpenedFile {
  /**
   * Stays open as long as the database: closing it would release, for the whole process, the locks that SQLite has on the file.
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

  /** Runs a write, and marks it for the readers on other threads as the writer's own. */
  write<T>(work: () => T): T {
    this.writes.begin();
    try {
      return work();
    } finally {
      this.written();
    }
  }

  /**
   * To be called in the same turn in which the writer has written: this distinguishes its own writes from those of other
   * programs. Does not throw: what was written stands. A file that cannot be read is reported by `changed`.
   */
  written(): void {
    try {
      const at = this.modifiedAt();
      if (at === this.writes.at) this.writes.end(at);
      else this.note(at);
    } catch {
      this.writes.end(this.writes.at);
    }
  }

  private note(at: bigint): void {
    this.readPage(this.page);
    this.writes.end(at);
  }

  /** To be called after the database was closed. */
  close(): void {
    if (!this.isClosed) closeSync(this.descriptor);
    this.isClosed = true;
  }

  /** Checks for an overwrite at every call: after the next write of our own it could no longer be detected. */
  override changed(): string | undefined {
    try {
      return this.isOverwritten() ? writtenOver(this.path) : super.changed();
    } catch (error) {
      // For example a failing disk, or a network volume that is no longer connected.
      return `${this.path} cannot be read (${(error as Error).message})`;
    }
  }

  /** Only a different first page is proof: a backup may change the modification time alone. */
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

const writtenOver = (path: string): string => `another program has overwritten ${path}`;
const statOf = (file: string): BigIntStats | undefined => statSync(file, { bigint: true, throwIfNoEntry: false });

const datasync = promisify(fdatasync);

/**
 * A database's write-ahead log as a file, to sync what was committed with `synchronous=NORMAL`: SQLite has then written the
 * commit but not synced it, and syncs only before it copies the log into the database. One sync makes all earlier commits
 * durable, as `synchronous=FULL` would one by one, and it can be awaited without blocking the process.
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

  /** Resolves when all commits made before the call are on the disk, without blocking the process. */
  syncAside(): Promise<void> {
    return datasync(this.open());
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /**
   * SQLite creates the file with the first commit, and keeps it as long as the database is open. Windows syncs only files
   * opened for writing.
   */
  private open(): number {
    return (this.descriptor ??= openSync(this.path, 'r+'));
  }
}
