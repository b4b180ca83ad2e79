import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRapportError } from '../domain/kernel/errors.js';
import { Database } from './database.js';

const PREFIX = 'rapport-scratch-';
/** Held as long as the folder is used, and given back by the operating system when the process dies. */
const LOCK = 'in-use.lock';
/** A folder is made a moment before its lock, and the lock a moment before it is taken. */
const YOUNG_MS = { withoutLock: 60_000, withLock: 1_000 };

export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with all that is in it. */
  remove(): void;
}

/** A folder of this process alone in the system's temporary one. What a hard end leaves there, `clearTemporaryFolders` finds. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), PREFIX));
  const lock = new Database(join(path, LOCK));
  return {
    path,
    remove: () => {
      lock.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Removes the temporary folders of processes that are no more. Of what it may not look at or remove it keeps its hands off. */
export function clearTemporaryFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    try {
      if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's, or gone meanwhile: nothing of ours is lost by leaving it.
    }
  }
}

function isAbandoned(path: string): boolean {
  const { birthtimeMs, uid } = statSync(path);
  const young = existsSync(join(path, LOCK)) ? YOUNG_MS.withLock : YOUNG_MS.withoutLock;
  if ((process.getuid && uid !== process.getuid()) || Date.now() - birthtimeMs < young) return false;
  try {
    new Database(join(path, LOCK)).close();
    return true;
  } catch (error) {
    if (isRapportError(error, 'STORE_BUSY')) return false;
    throw error;
  }
}
