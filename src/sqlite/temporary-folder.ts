import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Includes the machine's name, because containers may share the temporary folder without seeing each other's processes. */
const PREFIX = `rapport-${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;
const NAME = new RegExp(`^${PREFIX}(\\d+)-`);

export interface TemporaryFolder {
  readonly path: string;
  /** Removes the folder and everything in it. */
  remove(): void;
}

/** Creates a folder for this process in the system's temporary folder. After a crash, `clearTemporaryFolders` removes it. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Removes the temporary folders of processes that have ended. Leaves folders of other programs alone. */
export function clearTemporaryFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, process] = NAME.exec(name) ?? [];
    if (process === undefined) continue;
    const path = join(tmpdir(), name);
    try {
      if (isAbandoned(path, Number(process))) rmSync(path, { recursive: true, force: true });
    } catch {
      // Belongs to another user, or was removed meanwhile.
    }
  }
}

function isAbandoned(path: string, pid: number): boolean {
  // In a container, a restarted process may get the same pid.
  if (pid === process.pid) return statSync(path).birthtimeMs < Date.now() - process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
