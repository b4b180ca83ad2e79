import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { Database } from '../../sqlite/database.js';
import { createHash } from 'node:crypto';
import type { Configuration } from '../configuration/configuration.js';

/** How to reach the process that owns the files of a directory. */
export interface OwnerNote {
  /** Its loopback address (owner-endpoint.ts). */
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly since: string;
  /** The fingerprint of the stores that it has opened (storesFingerprint). */
  readonly stores: string;
  /** What it is doing, for people: `serving http://127.0.0.1:4000`, `import`. */
  readonly doing: string;
}

const DRAFT = /^owner\.\d+\.draft$/;
const fileIn = (directory: string) => join(directory, 'owner.json');

/** Writes the note next to the files, atomically. Readable by the owner's user only, because its token allows to run commands. */
function writeNote(directory: string, note: OwnerNote): void {
  const draft = join(directory, `owner.${note.pid}.draft`);
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600 });
  renameSync(draft, fileIn(directory));
}

/** Removes the note, and drafts left behind by a hard end. The caller must hold the directory's lock. */
function removeNote(directory: string): void {
  rmSync(fileIn(directory), { force: true });
  for (const name of existsSync(directory) ? readdirSync(directory) : [])
    if (DRAFT.test(name)) rmSync(join(directory, name), { force: true });
}

/** Reads the note, or says why that is not possible. A note is valid only while some process holds the directory's lock. */
export function readNote(directory: string): OwnerNote | 'ABSENT' | 'FORBIDDEN' {
  try {
    return JSON.parse(readFileSync(fileIn(directory), 'utf8')) as OwnerNote;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? 'FORBIDDEN' : 'ABSENT';
  }
}

/** How long a process may take between locking and writing its note: it opens the stores in between. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/** This process owns the files. */
export class Ownership {
  constructor(
    private readonly directories: readonly string[],
    private readonly locks: readonly DirectoryLock[],
  ) {}

  /** Publishes where this process takes commands. */
  announce(note: Omit<OwnerNote, 'pid' | 'since'>): void {
    const whole = { ...note, pid: process.pid, since: new Date().toISOString() };
    for (const directory of this.directories) writeNote(directory, whole);
  }

  /** Withdraws the note; called before the server closes, so that nobody is sent to a closed one. */
  withdraw(): void {
    for (const directory of this.directories) removeNote(directory);
  }

  /** Releases the files. */
  release(): void {
    this.withdraw();
    for (const lock of this.locks) lock.release();
  }
}

/** Another process owns the files. */
export class Owner {
  constructor(
    readonly directory: string,
    readonly note: OwnerNote,
  ) {}
}

export interface TakeOptions {
  readonly signal?: AbortSignal;
  readonly patience?: number;
}

/**
 * Locks all of the directories, or returns the owner of the first one that is locked.
 * A note is valid only while its directory's lock is held, so one left behind by a killed process does no harm.
 * @throws RapportError STORE_BUSY when another process has the lock and does not publish its note within `patience`
 *   milliseconds
 */
export async function takeOwnership(directories: readonly string[], options: TakeOptions = {}): Promise<Ownership | Owner> {
  const { signal, patience = PATIENCE_MS } = options;
  const deadline = performance.now() + patience;
  for (;;) {
    const taken = tryAll(directories);
    if (taken instanceof Ownership) {
      taken.withdraw();
      return taken;
    }
    const note = readNote(taken.busy);
    if (typeof note === 'object') return new Owner(taken.busy, note);
    if (performance.now() > deadline) throw busy(taken.busy, note);
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
}

function tryAll(directories: readonly string[]): Ownership | { readonly busy: string } {
  const locks: DirectoryLock[] = [];
  for (const directory of directories) {
    const lock = lockDirectory(directory);
    if (!lock) {
      for (const lock of locks) lock.release();
      return { busy: directory };
    }
    locks.push(lock);
  }
  return new Ownership(directories, locks);
}

function busy(directory: string, note: 'ABSENT' | 'FORBIDDEN'): RapportError {
  const remedy =
    note === 'FORBIDDEN'
      ? 'It belongs to another user: run the command as that user.'
      : 'Wait until it has started or stopped, or end it.';
  return new RapportError('STORE_BUSY', `Another process uses the files in ${directory} and does not say how to reach it`, {
    remedy,
  });
}

/** A held lock. The operating system releases it when the process dies. */
interface DirectoryLock {
  release(): void;
}

/**
 * Locks the directory for this process; null when another process holds the lock.
 * Uses SQLite's lock on an empty file: Node has no file locks, and SQLite's work on every system on which the embedded stores
 * work.
 */
function lockDirectory(directory: string): DirectoryLock | null {
  try {
    const database = new Database(join(directory, 'owner.lock'));
    return { release: () => database.close() };
  } catch (error) {
    if (isRapportError(error, 'STORE_BUSY')) return null;
    throw error;
  }
}

/**
 * The directories to lock for the embedded files. Unique and sorted: all processes lock in the same order, which avoids
 * deadlocks.
 */
export function embeddedDirectories({ eventLog, viewStore }: Configuration): readonly string[] {
  const directories = [eventLog, viewStore].flatMap((store) => (store.engine === 'embedded' ? [dirname(store.file)] : []));
  return [...new Set(directories)].sort();
}

/**
 * A fingerprint of the two stores, which hides their URLs because these carry passwords. An owner of the directory with other
 * stores must not be handed our command.
 */
export function storesFingerprint({ eventLog, viewStore, organizationId }: Configuration): string {
  return createHash('sha256')
    .update(JSON.stringify([eventLog, viewStore, organizationId]))
    .digest('base64url');
}
