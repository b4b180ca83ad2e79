import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { Database } from '../../sqlite/database.js';
import { createHash } from 'node:crypto';
import type { Configuration } from '../configuration/configuration.js';

/** How to reach the process that owns a directory's files. */
export interface OwnerNote {
  /** Its address on loopback (owner-endpoint.ts). */
  readonly url: string;
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
function writeNote(directory: string, note: OwnerNote): void {
  const draft = join(directory, `owner.${note.pid}.draft`);
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600 });
  renameSync(draft, fileIn(directory));
}

/** Removes the note, and drafts of notes that a hard end left behind. For whoever holds the directory's lock. */
function removeNote(directory: string): void {
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

/** How long a process may take from its lock to its note: it opens the stores in between. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/** The files are this process's. */
export class Ownership {
  constructor(
    private readonly directories: readonly string[],
    private readonly locks: readonly DirectoryLock[],
  ) {}

  /** Says beside the files where commands are taken. */
  announce(note: Omit<OwnerNote, 'pid' | 'since'>): void {
    const whole = { ...note, pid: process.pid, since: new Date().toISOString() };
    for (const directory of this.directories) writeNote(directory, whole);
  }

  /** Takes the note back: before the server is closed, so that nobody is sent to a closed one. */
  withdraw(): void {
    for (const directory of this.directories) removeNote(directory);
  }

  /** Gives the files to whoever comes next. */
  release(): void {
    this.withdraw();
    for (const lock of this.locks) lock.release();
  }
}

/** Somebody else has the files. */
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
 * Takes all of the directories, or finds who has one of them. A note is believed only while its directory's lock is held: one that a killed
 * process left behind leads nobody astray.
 * @throws RapportError STORE_BUSY when somebody has the lock and, for `patience` milliseconds, does not say how to reach it.
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
      : 'Wait until it is done starting or stopping, or end it.';
  return new RapportError('STORE_BUSY', `Another process holds the files in ${directory} and does not say how to reach it`, {
    remedy,
  });
}

/** A held lock; the operating system gives it back by itself when the process dies, however it dies. */
interface DirectoryLock {
  release(): void;
}

/**
 * Takes the directory for this process, or says with null that somebody has it. The lock is SQLite's own on a file that holds nothing: Node
 * has no file locks, and these work on every system that the embedded stores work on.
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

/** The directories whose lock stands for the embedded files in them: each once, and in one order for everybody, lest two wait for each other. */
export function embeddedDirectories({ eventLog, viewStore }: Configuration): readonly string[] {
  const directories = [eventLog, viewStore].flatMap((store) => (store.engine === 'embedded' ? [dirname(store.file)] : []));
  return [...new Set(directories)].sort();
}

/**
 * Tells whether two processes mean the same two stores, without saying which (URLs carry passwords): an owner of the directory that works
 * on other stores must not be handed our command.
 */
export function storesFingerprint({ eventLog, viewStore, organizationId }: Configuration): string {
  return createHash('sha256')
    .update(JSON.stringify([eventLog, viewStore, organizationId]))
    .digest('base64url');
}
