import { join } from 'node:path';
import { isRapportError } from '../../domain/kernel/errors.js';
import { Database } from '../../sqlite/database.js';

/** A held lock; the operating system gives it back by itself when the process dies, however it dies. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the directory for this process, or says with null that somebody has it. The lock is SQLite's own on a file that holds nothing: Node
 * has no file locks, and these work on every system that the embedded stores work on.
 */
export function lockDirectory(directory: string): DirectoryLock | null {
  try {
    const database = new Database(join(directory, 'owner.lock'));
    return { release: () => database.close() };
  } catch (error) {
    if (isRapportError(error, 'STORE_BUSY')) return null;
    throw error;
  }
}
