import { constants, copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.js';
import { temporaryFolder } from './temporary-folder.js';

/** A file opened for inspection. */
export interface AtRest {
  readonly database: Database;
  /** Whether a process crashed with the file open, or still has it open: its newest changes were in the write-ahead log. */
  readonly wasInUse: boolean;
  readonly close: () => void;
}

/**
 * Opens a file for reading without changing it or its folder. SQLite would merge a write-ahead log left by a crash into the
 * file at the first read, so such a file is read in a copy.
 *
 * @throws RapportError STORE_CORRUPT, INVALID_CONFIGURATION
 */
export function openAtRest(file: string): AtRest {
  const wasInUse = existsSync(`${file}-wal`);
  if (!wasInUse) {
    const database = new Database(file, { readonly: true });
    return { database, wasInUse, close: () => database.close() };
  }
  const folder = temporaryFolder();
  try {
    const copy = join(folder.path, 'copy.db');
    // The file first: a checkpoint in between moves pages that are also in the later copy of the write-ahead log.
    for (const ending of ['', '-wal']) copyFileSync(`${file}${ending}`, `${copy}${ending}`, constants.COPYFILE_FICLONE);
    const database = new Database(copy, { readonly: true });
    const close = () => {
      database.close();
      folder.remove();
    };
    return { database, wasInUse, close };
  } catch (error) {
    folder.remove();
    throw error;
  }
}
