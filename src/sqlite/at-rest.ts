import { constants, copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.js';
import { temporaryFolder } from './temporary-folder.js';

/** A file opened for a look. */
export interface AtRest {
  readonly database: Database;
  /** Whether the process that had the file was ended hard, or still has it: its newest changes were in the write-ahead log. */
  readonly wasInUse: boolean;
  readonly close: () => void;
}

/**
 * Opens a file for reading and leaves it, and the folder that it is in, as they are. SQLite would take a write-ahead log that a hard end left
 * behind into the file as soon as anybody looks: such a file is looked at in a copy.
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
    // The file first: what is taken into it from the write-ahead log in between is in the copy of that one.
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
