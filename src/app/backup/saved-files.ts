import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { START, type Position } from '../../domain/kernel/event.js';
import { markClosed } from '../../event-log/embedded/schema.js';
import { LogAtRest } from '../../event-log/embedded/log-at-rest.js';
import { Database } from '../../sqlite/database.js';
import { dirname, join } from 'node:path';

export const FORMAT = 'rapport-backup/1';
/** Written last: a folder without it is not a backup, or an incomplete one. */
export const MANIFEST = 'backup.json';

/** A file of a backup as it was when saved. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The content of a backup; stored as `backup.json` in its folder. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly rapport: string;
  readonly createdAt: string;
  readonly organizationId: string;
  readonly log: SavedFile & { readonly events: number; readonly position: Position };
  /** Null when the views are in MongoDB. */
  readonly views: SavedFile | null;
  /** Sealed texts, identities and read records. Null when they are in MongoDB, or when there are none. */
  readonly texts: SavedFile | null;
}

/** @throws RapportError INVALID_FILE when the folder holds no complete backup */
export function readManifest(folder: string): Manifest {
  const remedy = 'Name the folder of a complete backup: it contains a backup.json.';
  let manifest: Manifest;
  try {
    // Backups made before the store of texts existed have no `texts`.
    manifest = { texts: null, ...(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Omit<Manifest, 'texts'>) };
  } catch (cause) {
    throw new RapportError('INVALID_FILE', `There is no complete backup in ${folder}`, { field: 'DIR', remedy, cause });
  }
  const { log, views, texts } = manifest;
  if (manifest.format === FORMAT && isSaved(log) && [views, texts].every((file) => file === null || isSaved(file)))
    return manifest;
  throw new RapportError('INVALID_FILE', `${join(folder, MANIFEST)} is damaged, or was written by another version of Rapport`, {
    field: 'DIR',
    remedy,
  });
}

/** Plain file names only: a manifest must not lead out of its folder. */
const isSaved = (file: SavedFile | undefined): boolean =>
  file !== undefined && /^[\w-]+\.db$/.test(file.name) && Number.isSafeInteger(file.bytes) && /^[0-9a-f]{64}$/.test(file.sha256);

const CHUNK = 1024 * 1024;

/** The result of checking a copy of a log. */
export interface CheckedLog {
  readonly events: number;
  readonly position: string;
}

/** The suffix of a file that is not complete yet. */
export const PARTIAL = '.partial';

/**
 * Copies a database, while its owner keeps writing, into a compact file. The copy is on disk when this returns.
 * @throws RapportError DISK_FULL, STORE_CORRUPT, INVALID_CONFIGURATION (the target cannot be written)
 */
export function saveDatabase(file: string, into: string, isLog: boolean): void {
  const partial = `${into}${PARTIAL}`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  const source = new Database(file, { readonly: true });
  try {
    source.copyInto(partial);
  } finally {
    source.close();
  }
  if (isLog) {
    const copy = new Database(partial);
    markClosed(copy);
    copy.close();
  }
  syncFile(partial);
  renameSync(partial, into);
}

/** Size and SHA-256 of a file, read in chunks. */
export function hashOf(file: string): Pick<SavedFile, 'bytes' | 'sha256'> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  const descriptor = openSync(file, 'r');
  try {
    for (let read; (read = readSync(descriptor, chunk)) > 0;) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return { bytes: statSync(file).size, sha256: hash.digest('hex') };
}

/**
 * Opens the copy of a log and checks that it is complete.
 * @throws RapportError STORE_CORRUPT
 */
export async function checkLog(file: string): Promise<CheckedLog> {
  checkPages(file);
  const log = LogAtRest.open(file);
  try {
    const position = await log.head();
    const events = log.count();
    // Positions number the events without gaps.
    if (position !== START && Number(position) !== events)
      throw new RapportError(
        'STORE_CORRUPT',
        `${file} contains ${events} events, but its newest event has the number ${Number(position)}`,
      );
    return { events, position };
  } finally {
    await log.close();
  }
}

/**
 * Checks the pages of a copied database.
 * @throws RapportError STORE_CORRUPT
 */
export function checkPages(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    const [found] = database.prepare<[string]>('PRAGMA quick_check(1)').get() ?? [];
    if (found !== 'ok') throw new RapportError('STORE_CORRUPT', `${file} is damaged: ${found ?? 'no answer'}`);
  } finally {
    database.close();
  }
}

/**
 * A marker next to the log while a restore replaces the log, views and texts: until it is done they may be of different
 * moments.
 */
const RESTORING = '.restoring';

/** Puts the marker on disk before the first file is replaced. */
export function markRestoring(log: string): void {
  writeFileSync(`${log}${RESTORING}`, '', { mode: 0o600 });
  syncFile(dirname(log));
}

/** Removes the marker when all files are replaced and on disk. */
export function markRestored(log: string): void {
  rmSync(`${log}${RESTORING}`);
  syncFile(dirname(log));
}

/** @throws RapportError LOG_UNAVAILABLE when a restore ended while it was replacing files */
export function refuseHalfRestored(log: string): void {
  if (!existsSync(`${log}${RESTORING}`)) return;
  throw new RapportError(
    'LOG_UNAVAILABLE',
    `A restore of ${log} was interrupted: log, views and texts may be from different moments`,
    {
      remedy: 'Restore it again: rapport restore DIR --overwrite.',
    },
  );
}

/** Flushes a file from the operating system's cache to disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Translates an error of the file system into a RapportError: DISK_FULL, INVALID_FILE. */
export function inOurWords(error: unknown): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (isRapportError(error) || syscall === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new RapportError('DISK_FULL', `There is not enough space for the copy: ${message}`, {
      remedy: 'Free space and try again.',
      cause: error,
    });
  return new RapportError('INVALID_FILE', message, {
    remedy: 'Check that the folder exists and that its permissions allow reading and writing.',
    cause: error,
  });
}
