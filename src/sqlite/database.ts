import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Libsql from 'libsql';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';

export type SqlValue = string | number | null | Uint8Array;

export interface RunResult {
  /** Rows that the statement inserted, updated or deleted. */
  readonly changes: number;
}

/**
 * A prepared statement. Rows are arrays in the order of the columns: half the cost of objects, and no column name can clash
 * with the driver's own.
 */
export interface Statement<R extends readonly unknown[] = readonly SqlValue[]> {
  run(...parameters: readonly SqlValue[]): RunResult;
  get(...parameters: readonly SqlValue[]): R | undefined;
  all(...parameters: readonly SqlValue[]): R[];
}

export interface DatabaseOptions {
  /** Refuses writes and a missing file, and takes no ownership: for files that have no owner, or whose owner shares them. */
  readonly readonly?: boolean;
  /** The owner allows readers. A lock on a separate file next to it keeps other owners out. */
  readonly shared?: boolean;
  /**
   * FULL: a commit is on the disk when it returns. NORMAL: a power failure may lose the newest commits, a crash of the process
   * alone never does.
   */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /**
   * Pages of the write-ahead log (4 KiB each) before they are copied into the file. A higher number means less copying, but
   * longer stalls.
   */
  readonly checkpointPages?: number;
}

/** How long SQLite itself waits when two connections of a shared file collide, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** How long, and at which interval, emptying the write-ahead log is retried: a backup may read an old snapshot for seconds. */
const EMPTYING_MS = 60_000;
const EMPTYING_PAUSE_MS = 20;
/** SQLite's default cache is 2 MB: in a larger index, random keys would then be read from the operating system each time. */
const CACHE_KIB = 8_192;

/**
 * One SQLite file and its only connection. The only module that knows the driver, so that `node:sqlite` can replace it.
 *
 * A writer owns its file: every other connection, of this process or another, gets STORE_BUSY until `close()` or the end of the
 * process; with `shared`, only every other writer does. A single writer also avoids a bug of SQLite before 3.51.3, where two
 * connections that write and checkpoint at once can corrupt the WAL.
 *
 * Errors (RapportError codes): STORE_BUSY, STORE_CORRUPT, DISK_FULL, INVALID_CONFIGURATION (the file cannot be opened).
 */
export class Database {
  private readonly connection: Libsql.Database;
  private readonly readonly: boolean;
  /** Holds the lock of a shared file. */
  private readonly lock: Database | undefined;

  constructor(
    private readonly file: string,
    { readonly = false, shared = false, synchronous = 'FULL', checkpointPages = 1_000 }: DatabaseOptions = {},
  ) {
    this.readonly = readonly;
    // The driver would create the missing file.
    if (readonly && !existsSync(file)) throw toRapportError(new Error('no such file'), file);
    if (shared) this.lock = new Database(`${file}.lock`);
    try {
      this.connection = this.guard(() => {
        if (!readonly && file !== ':memory:') keepPrivate(file);
        return new Libsql(file);
      });
      try {
        if (readonly) this.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}; PRAGMA query_only=ON; SELECT 1 FROM sqlite_schema`);
        else this.take({ shared, synchronous, checkpointPages });
      } catch (error) {
        this.connection.close();
        throw error;
      }
    } catch (error) {
      this.lock?.close();
      throw error;
    }
  }

  private take({ shared, synchronous, checkpointPages }: Required<Omit<DatabaseOptions, 'readonly'>>): void {
    // Exclusive before WAL: the index of the WAL is then in memory, without a -shm file.
    this.exec(shared ? `PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}` : 'PRAGMA locking_mode=EXCLUSIVE');
    this.exec(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA cache_size=-${CACHE_KIB}; PRAGMA wal_autocheckpoint=${checkpointPages}`,
    );
    // Takes the lock now, not at the first write.
    this.exec('BEGIN IMMEDIATE; COMMIT');
  }

  /** Runs one or more statements without parameters and results. */
  exec(sql: string): void {
    this.guard(() => this.connection.exec(sql));
  }

  prepare<R extends readonly unknown[] = readonly SqlValue[]>(sql: string): Statement<R> {
    const statement = this.guard(() => this.connection.prepare(sql));
    if (statement.reader) statement.raw();
    // Parameters are passed as one array: the driver takes a single null or buffer for named parameters and crashes. No
    // iterate(): an iterator that is not exhausted keeps its read open, and with it the lock, until it is garbage-collected.
    return {
      run: (...parameters) => this.guard(() => statement.run(parameters)),
      get: (...parameters) => this.guard(() => statement.get(parameters) as R | undefined),
      all: (...parameters) => this.guard(() => statement.all(parameters) as R[]),
    };
  }

  /** Runs `work` as one transaction: all of its writes or, when it throws or the commit fails, none. */
  transaction<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite may have rolled back already when the disk was full.
      if (this.connection.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Writes a compact copy of the committed state to another file, while the owner continues to write. Blocks this thread.
   * @param file must be absent or empty
   */
  copyInto(file: string): void {
    this.exec(`PRAGMA query_only=OFF; VACUUM INTO '${file.replaceAll("'", "''")}'`);
    if (this.readonly) this.exec('PRAGMA query_only=ON');
  }

  /**
   * Checkpoints the write-ahead log into the file and truncates it: overwritten data is then in neither. Waits for readers of
   * an older state, without blocking this thread.
   * @throws RapportError STORE_BUSY when readers remain after a minute
   */
  async emptyWal(): Promise<void> {
    for (const end = performance.now() + EMPTYING_MS; !this.emptiedWal(); await pause(EMPTYING_PAUSE_MS)) {
      if (performance.now() < end) continue;
      throw new RapportError(
        'STORE_BUSY',
        `Overwritten data cannot be removed from the write-ahead log: ${this.file} is being read`,
        {
          remedy: 'Try again when the reader, such as a backup, is done.',
        },
      );
    }
  }

  /** One attempt without SQLite's own waiting, which would block the thread. */
  private emptiedWal(): boolean {
    this.exec('PRAGMA busy_timeout=0');
    try {
      return this.prepare<readonly [busy: number]>('PRAGMA wal_checkpoint(TRUNCATE)').get()?.[0] === 0;
    } finally {
      this.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`);
    }
  }

  /** Closes the file, complete; without companion files unless a reader still has it open. */
  close(): void {
    if (!this.connection.open) return;
    try {
      // The driver keeps the connection, and its lock, until all prepared statements are garbage-collected. Leaving WAL mode
      // releases the lock now. If a reader's statements prevent that, everything is in the file itself nevertheless.
      if (this.lock) this.exec('PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE)');
      if (this.lock) this.leaveWal('PRAGMA journal_mode=DELETE');
      else if (!this.readonly)
        this.leaveWal('PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; SELECT 1 FROM sqlite_schema');
    } finally {
      this.connection.close();
      this.lock?.close();
    }
  }

  private leaveWal(sql: string): void {
    try {
      this.exec(sql);
    } catch (error) {
      // SQLite refuses when a shared file still has readers, or when a file was moved away.
      if (!isRapportError(error, 'STORE_BUSY') && !isRapportError(error, 'INVALID_CONFIGURATION')) throw error;
    }
  }

  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw toRapportError(error, this.file);
    }
  }
}

/** Restricts the file to its own user, whoever created the folder. SQLite gives companion files the mode of the file. */
function keepPrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    const found = statSync(name, { throwIfNoEntry: false });
    // Uses chmod, which does not open the file: closing a descriptor of an open database file would release the locks that
    // SQLite has on it.
    if (found?.isFile() && (found.mode & 0o077) !== 0) chmodSync(name, 0o600);
  }
}

/** SQLite's result codes by their primary name (`SQLITE_BUSY` of `SQLITE_BUSY_RECOVERY`), and their meaning for a user. */
const MEANINGS = {
  SQLITE_FULL: {
    code: 'DISK_FULL',
    message: 'The disk is full',
    remedy: 'Nothing was recorded. Free space on the disk and try again.',
  },
  SQLITE_BUSY: {
    code: 'STORE_BUSY',
    message: 'Another process uses the file',
    remedy: 'Stop the other process, or let it do the work.',
  },
  SQLITE_CORRUPT: { code: 'STORE_CORRUPT', message: 'The file is damaged', remedy: 'Restore it from a backup.' },
  SQLITE_NOTADB: {
    code: 'STORE_CORRUPT',
    message: 'The file is not a database',
    remedy: 'Name another file, or restore this one from a backup.',
  },
} as const;
const CANNOT_OPEN = /^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EEXIST|ENOTDIR|EROFS)/;

/**
 * Translates a driver error into a RapportError. Anything that is not a condition of the file or the disk is a bug, and is
 * returned unchanged.
 */
function toRapportError(error: unknown, file: string): unknown {
  if (error instanceof RapportError) return error;
  // Not `instanceof Error`: the driver's errors may come from another realm.
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const name = code.split('_').slice(0, 2).join('_');
  if (name in MEANINGS) {
    const meaning = MEANINGS[name as keyof typeof MEANINGS];
    return new RapportError(meaning.code, `${meaning.message}: ${file}`, { remedy: meaning.remedy, cause: error });
  }
  // The driver has no specific code for a file that cannot be opened.
  if (CANNOT_OPEN.test(code) || /ConnectionFailed|no such file/.test(message)) {
    const remedy = 'Check the path and the permissions of the file and its folder.';
    return new RapportError('INVALID_CONFIGURATION', `The file cannot be opened or written: ${file}`, { remedy, cause: error });
  }
  return error;
}
