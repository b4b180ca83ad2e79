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

/** A prepared statement. Rows are arrays in the order of the columns: half the cost of objects, and no name can clash with a driver's own. */
export interface Statement<R extends readonly unknown[] = readonly SqlValue[]> {
  run(...parameters: readonly SqlValue[]): RunResult;
  get(...parameters: readonly SqlValue[]): R | undefined;
  all(...parameters: readonly SqlValue[]): R[];
}

export interface DatabaseOptions {
  /** Refuses writes and a missing file, and does not take the file for itself: for files that nobody owns, or whose owner shares them. */
  readonly readonly?: boolean;
  /** The owner lets readers in. Other owners are kept out by a lock on a file beside it. */
  readonly shared?: boolean;
  /** FULL: a commit is on the disk when it returns. NORMAL: the newest commits may be lost with the power, never with the process alone. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Pages of the write-ahead log (4 KiB each) that gather before they are copied into the file. More: less copying, longer stalls. */
  readonly checkpointPages?: number;
}

/** How long SQLite waits by itself where two connections of a shared file meet for a moment. */
const BUSY_TIMEOUT_MS = 5_000;
/** How long and how often it is tried to empty the write-ahead log: a backup reads what was there before for seconds. */
const EMPTYING_MS = 60_000;
const EMPTYING_PAUSE_MS = 20;
/** SQLite keeps 2 MB of pages by default: random keys into a larger index are then read from the operating system each time. */
const CACHE_KIB = 8_192;

/**
 * One SQLite file and its only connection. The one place that knows the driver, so that `node:sqlite` can take its place.
 *
 * A writer owns its file: every other connection, of this process or another, gets STORE_BUSY until `close()` or the process's death;
 * with `shared`, every other writer. One writer also keeps clear of a fault of SQLite before 3.51.3, where two connections that write and
 * checkpoint at once can corrupt the WAL.
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
    // Exclusive before WAL: the index of the WAL then lives in memory, without a -shm file.
    this.exec(shared ? `PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}` : 'PRAGMA locking_mode=EXCLUSIVE');
    this.exec(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA cache_size=-${CACHE_KIB}; PRAGMA wal_autocheckpoint=${checkpointPages}`,
    );
    // Takes the lock now, not at the first write.
    this.exec('BEGIN IMMEDIATE; COMMIT');
  }

  /** Runs one or more statements, without parameters and results. */
  exec(sql: string): void {
    this.guard(() => this.connection.exec(sql));
  }

  prepare<R extends readonly unknown[] = readonly SqlValue[]>(sql: string): Statement<R> {
    const statement = this.guard(() => this.connection.prepare(sql));
    if (statement.reader) statement.raw();
    // Parameters go as one array: the driver takes a lone null or buffer for named parameters, and dies of that. No iterate(): an
    // iterator left halfway keeps its read open, and with it the lock, until it is garbage.
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
      // A full disk may have rolled back already.
      if (this.connection.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Writes all that is committed now into a file of its own, compact, while the owner goes on writing. Waited for by this thread.
   * @param file absent or empty
   */
  copyInto(file: string): void {
    this.exec(`PRAGMA query_only=OFF; VACUUM INTO '${file.replaceAll("'", "''")}'`);
    if (this.readonly) this.exec('PRAGMA query_only=ON');
  }

  /**
   * Copies the write-ahead log into the file and empties it: what was overwritten is in neither any more. While somebody reads what was there before it
   * waits, and holds up nobody else in this thread.
   * @throws RapportError STORE_BUSY where they still do after a minute
   */
  async emptyWal(): Promise<void> {
    for (const end = performance.now() + EMPTYING_MS; !this.emptiedWal(); await pause(EMPTYING_PAUSE_MS)) {
      if (performance.now() < end) continue;
      throw new RapportError('STORE_BUSY', `What was overwritten cannot leave the write-ahead log: ${this.file} is being read`, {
        remedy: 'Try again when whoever reads it, a backup for instance, is done.',
      });
    }
  }

  /** SQLite's own waiting would hold up the thread. */
  private emptiedWal(): boolean {
    this.exec('PRAGMA busy_timeout=0');
    try {
      return this.prepare<readonly [busy: number]>('PRAGMA wal_checkpoint(TRUNCATE)').get()?.[0] === 0;
    } finally {
      this.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`);
    }
  }

  /** Gives the file back, complete; without companions unless somebody still reads it. */
  close(): void {
    if (!this.connection.open) return;
    try {
      // The driver keeps the connection, and its lock, as long as a prepared statement is not garbage: leaving WAL releases it now. Where a
      // reader's statements keep SQLite from leaving, everything is in the file itself all the same.
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
      // Somebody still reads a shared file, or a file is no longer where it was: SQLite then refuses.
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

/** Its own user's only, whoever made the folder: what is in the files is nobody else's to read. SQLite gives its companions the file's own mode. */
function keepPrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    const found = statSync(name, { throwIfNoEntry: false });
    // Closing one that is open would give back the locks that SQLite has on it: chmod does not open it.
    if (found?.isFile() && (found.mode & 0o077) !== 0) chmodSync(name, 0o600);
  }
}

/** SQLite's result codes by their primary name (`SQLITE_BUSY` of `SQLITE_BUSY_RECOVERY`) and what they mean to a user. */
const MEANINGS = {
  SQLITE_FULL: {
    code: 'DISK_FULL',
    message: 'The disk is full',
    remedy: 'Free space on the disk and repeat: nothing was recorded.',
  },
  SQLITE_BUSY: {
    code: 'STORE_BUSY',
    message: 'Another process holds the file',
    remedy: 'End the other process, or let it do the work.',
  },
  SQLITE_CORRUPT: { code: 'STORE_CORRUPT', message: 'The file is damaged', remedy: 'Restore it from a backup.' },
  SQLITE_NOTADB: {
    code: 'STORE_CORRUPT',
    message: 'The file is not a database',
    remedy: 'Name another file, or restore this one from a backup.',
  },
} as const;
const CANNOT_OPEN = /^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EEXIST|ENOTDIR|EROFS)/;

/** Translates what the driver throws. Anything that is no condition of the file or the disk is a defect of ours and stays as it is. */
function toRapportError(error: unknown, file: string): unknown {
  if (error instanceof RapportError) return error;
  // Not `instanceof Error`: the driver's errors may come from another realm.
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const name = code.split('_').slice(0, 2).join('_');
  if (name in MEANINGS) {
    const meaning = MEANINGS[name as keyof typeof MEANINGS];
    return new RapportError(meaning.code, `${meaning.message}: ${file}`, { remedy: meaning.remedy, cause: error });
  }
  // The driver has no code of its own for a file that cannot be opened.
  if (CANNOT_OPEN.test(code) || /ConnectionFailed|no such file/.test(message)) {
    const remedy = 'Check the path and who may read and write there.';
    return new RapportError('INVALID_CONFIGURATION', `The file cannot be opened or written: ${file}`, { remedy, cause: error });
  }
  return error;
}
