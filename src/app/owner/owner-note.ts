import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to reach the process that owns a directory's files. */
export interface OwnerNote {
  /** Its door on loopback (owner-door.ts). */
  readonly door: string;
  readonly token: string;
  readonly pid: number;
  readonly since: string;
  /** Which stores it has opened (stores.ts). */
  readonly stores: string;
  /** What it is doing, in words for people: `serving http://127.0.0.1:4000`, `import`. */
  readonly doing: string;
}

const DRAFT = /^owner\.\d+\.draft$/;
const fileIn = (directory: string) => join(directory, 'owner.json');

/** Puts the note beside the files, whole or not at all. For the owner's own user only: whoever reads the token may have commands carried out. */
export function writeNote(directory: string, note: OwnerNote): void {
  const draft = join(directory, `owner.${note.pid}.draft`);
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600 });
  renameSync(draft, fileIn(directory));
}

/** Removes the note, and drafts of notes that a hard end left behind. For whoever holds the directory's lock. */
export function removeNote(directory: string): void {
  rmSync(fileIn(directory), { force: true });
  for (const name of existsSync(directory) ? readdirSync(directory) : [])
    if (DRAFT.test(name)) rmSync(join(directory, name), { force: true });
}

/** The note, or what stands in the way of reading it. Only to be believed while somebody holds the directory's lock. */
export function readNote(directory: string): OwnerNote | 'ABSENT' | 'FORBIDDEN' {
  try {
    return JSON.parse(readFileSync(fileIn(directory), 'utf8')) as OwnerNote;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? 'FORBIDDEN' : 'ABSENT';
  }
}
