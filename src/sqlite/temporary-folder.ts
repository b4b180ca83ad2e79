import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The machine's name too: containers may share the temporary folder, and do not see each other's processes. */
const PREFIX = `rapport-${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;
const NAME = new RegExp(`^${PREFIX}(\\d+)-`);

export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with all that is in it. */
  remove(): void;
}

/** Makes a folder for this process alone in the system's temporary one. What a hard end leaves there, `clearTemporaryFolders` finds. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Removes the temporary folders of processes that are no more. What belongs to others it leaves alone. */
export function clearTemporaryFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, process] = NAME.exec(name) ?? [];
    if (process === undefined) continue;
    const path = join(tmpdir(), name);
    try {
      if (isAbandoned(path, Number(process))) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's, or gone meanwhile.
    }
  }
}

function isAbandoned(path: string, pid: number): boolean {
  // In a container the next process has the number of the one before.
  if (pid === process.pid) return statSync(path).birthtimeMs < Date.now() - process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
