import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Configuration } from '../configuration/configuration.js';
import { withCopyThread } from './copying.js';
import { masterKeyFile, privacyLocation } from '../open-privacy.js';
import { FORMAT, MANIFEST, type Manifest, type SavedFile, PARTIAL, syncFile } from './saved-files.js';
import { pause } from '../../clock.js';

/** The names of the files in a backup, independent of the configured file names. */
const LOG = 'events.db';
const VIEWS = 'views.db';
const TEXTS = 'texts.db';
/** Stored in a separate folder. */
export const KEYS = 'keys.db';
export const MASTER_KEY = 'master.key';
const OURS = new Set(
  [LOG, VIEWS, TEXTS].flatMap((name) => [name, `${name}${PARTIAL}`, `${name}${PARTIAL}-journal`]).concat(`${MANIFEST}${PARTIAL}`),
);

export interface BackupRequest {
  readonly folder: string;
  /** The folder for the keys, which must be apart from the data that they open. Keys are left out when absent. */
  readonly keys?: string | undefined;
  /** The version of the program that makes the backup. */
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

export interface Backup extends Manifest {
  /**
   * The paths of the copied keys: the master key's file and the keys that it wraps. Empty when none were requested or none
   * exist.
   */
  readonly keys: readonly string[];
}

/**
 * Copies the embedded files into a folder while this process serves them.
 * The views are copied first, so that the log contains all events that they have taken in; the texts last, so that they
 * contain all that the log refers to. Each copy is opened and checked. `backup.json` is written last and marks the backup as
 * complete. Leftovers of an interrupted backup are replaced.
 * @throws RapportError INVALID_CONFIGURATION when the log is on a server; INVALID_FILE, ALREADY_EXISTS when the folder is in
 *   use; DISK_FULL
 */
export async function backUp(configuration: Configuration, request: BackupRequest): Promise<Backup> {
  const { eventLog, viewStore, organizationId } = configuration;
  const { folder, signal, onProgress } = request;
  if (eventLog.engine !== 'embedded') {
    throw new RapportError('INVALID_CONFIGURATION', 'The event log is in EventStoreDB, which has its own backup procedure', {
      field: 'EVENT_LOG',
      remedy: 'See docs/operations.md, Backup.',
    });
  }
  if (request.keys !== undefined) requireApart(request.keys, folder);
  prepare(folder);
  const { log, views, texts, keys } = await withCopyThread(signal, async (thread) => {
    const save = async (file: string, name: string, place = folder): Promise<SavedFile> => {
      const into = join(place, name);
      await alongside(thread.saveDatabase(file, into, name === LOG), { of: file, partial: `${into}${PARTIAL}`, onProgress });
      onProgress(`Verifying the copy of ${name}`);
      return { name, ...(await thread.hashOf(into)) };
    };
    const saved = viewStore.engine === 'embedded' ? await save(viewStore.file, VIEWS) : null;
    if (saved) await thread.checkPages(join(folder, VIEWS));
    const savedLog = await save(eventLog.file, LOG);
    const checkedLog = { ...savedLog, ...(await thread.checkLog(join(folder, LOG))) };
    const privacy = privacyLocation(configuration);
    const files = privacy.engine === 'embedded' && existsSync(privacy.texts) ? privacy : undefined;
    const savedTexts = files ? await save(files.texts, TEXTS) : null;
    if (savedTexts) await thread.checkPages(join(folder, TEXTS));
    const copies = request.keys === undefined ? [] : copyMasterKey(masterKeyFile(configuration), request.keys);
    if (request.keys !== undefined && files) {
      await save(files.keys, KEYS, request.keys);
      copies.push(join(request.keys, KEYS));
    }
    return { views: saved, log: checkedLog, texts: savedTexts, keys: copies };
  });
  const createdAt = new Date().toISOString();
  const manifest: Manifest = { format: FORMAT, rapport: request.version, createdAt, organizationId, log, views, texts };
  writeManifest(folder, manifest);
  return { ...manifest, keys };
}

/** Creates the folder, or clears the leftovers of an interrupted backup. */
function prepare(folder: string): void {
  const refuse = (code: 'ALREADY_EXISTS' | 'INVALID_FILE', message: string, cause?: unknown) =>
    new RapportError(code, message, { field: 'DIR', remedy: 'Name a folder that does not exist yet, or an empty one.', cause });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw refuse('INVALID_FILE', `${folder} cannot be created: ${(cause as Error).message}`, cause);
  }
  const found = readdirSync(folder);
  if (found.includes(MANIFEST)) throw refuse('ALREADY_EXISTS', `${folder} already contains a backup`);
  const foreign = found.find((name) => !OURS.has(name));
  if (foreign !== undefined) throw refuse('INVALID_FILE', `${folder} is not empty: ${foreign}`);
  // Without a manifest the folder may just as well be a data folder.
  if (found.length > 0 && !found.some((name) => name.endsWith(PARTIAL)) && !found.includes(VIEWS))
    throw refuse('INVALID_FILE', `${folder} is not empty: ${found[0]!}`);
  for (const name of found) rmSync(join(folder, name));
}

/** The interval at which copied data are flushed: a few megabytes each time, for which the log's own syncs have to wait. */
const FLUSH_EVERY_MS = 50;

/**
 * While `work` copies a file, reports the progress and flushes the copy step by step. One flush at the end would block the
 * syncs of the log, and with them all commands, for too long.
 */
async function alongside<T>(work: Promise<T>, { of, partial, onProgress }: Copying): Promise<T> {
  const stop = new AbortController();
  const flushing = (async () => {
    const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);
    const all = megabytes(statSync(of).size);
    while (!stop.signal.aborted) {
      const file = await open(partial, 'r+').catch(() => undefined);
      if (file) {
        onProgress(`Copying ${basename(of)}: ${megabytes((await file.stat()).size)} of about ${all} MB`);
        await file.datasync().finally(() => file.close());
      }
      await pause(FLUSH_EVERY_MS, stop.signal);
    }
  })();
  try {
    return await work;
  } finally {
    stop.abort();
    await flushing;
  }
}

interface Copying {
  readonly of: string;
  readonly partial: string;
  readonly onProgress: (message: string) => void;
}

function requireApart(keys: string, folder: string): void {
  const path = relative(folder, keys);
  if (path !== '' && (path.startsWith('..') || path === keys)) return;
  throw new RapportError('INVALID_INPUT', 'The keys would be stored together with the backup that they decrypt', {
    field: 'keys',
    remedy: 'Name another folder for the keys, to which readers of the backup have no access.',
  });
}

/** Returns the path of the copy in a list; empty when there is no key file. */
function copyMasterKey(file: string | undefined, folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (file === undefined || !existsSync(file)) return [];
  const into = join(folder, MASTER_KEY);
  try {
    copyFileSync(file, into, constants.COPYFILE_EXCL);
    syncFile(into);
    return [into];
  } catch (cause) {
    if (existsSync(into) && (cause as NodeJS.ErrnoException).code === 'EEXIST')
      throw new RapportError('ALREADY_EXISTS', `There is already a key: ${into}`, {
        field: 'keys',
        remedy: 'Name a folder without a key.',
      });
    throw new RapportError('INVALID_FILE', `The key cannot be copied to ${into}: ${(cause as Error).message}`, {
      field: 'keys',
      remedy: 'Check MASTER_KEY_FILE and the permissions of the folder.',
      cause,
    });
  }
}

function writeManifest(folder: string, manifest: Manifest): void {
  const partial = join(folder, `${MANIFEST}${PARTIAL}`);
  writeFileSync(partial, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  syncFile(partial);
  renameSync(partial, join(folder, MANIFEST));
  syncFile(folder);
}
