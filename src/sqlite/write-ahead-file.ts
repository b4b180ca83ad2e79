import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';

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
