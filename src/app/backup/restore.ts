import { copyFileSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRapportError, RapportError } from '../../domain/kernel/errors.js';
import { LogAtRest } from '../../event-log/embedded/log-at-rest.js';
import { MasterKeys } from '../../privacy/keys/key-wrapper.js';
import { type Configuration, shownLocation } from '../configuration/configuration.js';
import { masterKeyFile, privacyLocation } from '../open-privacy.js';
import { KEYS, MASTER_KEY } from './backup.js';
import type { CopyThread } from './copy-thread.js';
import { withCopyThread } from './copying.js';
import { type Manifest, markRestored, markRestoring, readManifest, type SavedFile, PARTIAL, syncFile } from './saved-files.js';

export interface RestoreRequest {
  readonly folder: string;
  /** Whether a log that holds events may be replaced. */
  readonly overwrite: boolean;
  /** The folder with the saved keys. When absent the present keys stay, so that what was erased since the backup stays erased. */
  readonly keys?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

export interface Restored extends Manifest {
  /** The state of the views after the restore. */
  readonly viewsAre: 'RESTORED' | 'BUILT_AT_START' | 'ELSEWHERE';
}

/**
 * Puts a backup back in place of the configured files. The caller must own them, and nobody may have them open.
 * All files are first copied next to their targets and checked, then replaced by one rename each. A hard end between two
 * renames leaves a mark, by which opening is refused until the restore is repeated.
 * @throws RapportError INVALID_FILE, STORE_CORRUPT when the backup is incomplete or damaged; ILLEGAL_MOVE when the log holds
 *   events already; INVALID_CONFIGURATION when the log is on a server; DISK_FULL
 */
export async function restore(configuration: Configuration, request: RestoreRequest): Promise<Restored> {
  const { eventLog, viewStore, organizationId } = configuration;
  const { folder, signal } = request;
  if (eventLog.engine !== 'embedded') {
    throw new RapportError('INVALID_CONFIGURATION', 'EVENT_LOG names a server: a backup of files can only be restored to files', {
      field: 'EVENT_LOG',
      remedy: 'Name a file, EVENT_LOG=file:./data/events.db. docs/operations.md, Backup, describes how to restore a server.',
    });
  }
  const manifest = readManifest(folder);
  if (manifest.organizationId !== organizationId) {
    throw new RapportError('INVALID_CONFIGURATION', `The backup is of the organisation "${manifest.organizationId}"`, {
      field: 'ORGANIZATION_ID',
      remedy: `Set ORGANIZATION_ID=${manifest.organizationId}.`,
    });
  }
  if (!request.overwrite) await requireEmpty(eventLog.file, shownLocation(eventLog));
  const views = viewStore.engine === 'embedded' ? manifest.views : null;
  const privacy = privacyLocation(configuration);
  const texts = privacy.engine === 'embedded' && manifest.texts ? { saved: manifest.texts, file: privacy.texts } : undefined;
  const keys = request.keys === undefined ? [] : savedKeys(request.keys, configuration);
  await withCopyThread(signal, async (thread) => {
    const place = (saved: SavedFile, file: string) => copyVerified(saved, file, request, thread);
    const { log } = manifest;
    try {
      await place(log, eventLog.file);
      const { events, position } = await thread.checkLog(`${eventLog.file}${PARTIAL}`);
      if (events !== log.events || position !== log.position) throw damaged(join(folder, log.name), `${events} events`);
      if (views && viewStore.engine === 'embedded') {
        await place(views, viewStore.file);
        await thread.checkPages(`${viewStore.file}${PARTIAL}`);
      }
      if (texts) {
        await place(texts.saved, texts.file);
        await thread.checkPages(`${texts.file}${PARTIAL}`);
      }
      for (const { copy, file, isMaster } of keys) {
        const partial = copyBeside(copy, file);
        if (isMaster) requireMasterKey(copy);
        else await thread.checkPages(partial);
      }
    } catch (error) {
      const files = [eventLog, viewStore].flatMap((store) => (store.engine === 'embedded' ? [store.file] : []));
      for (const file of [...files, ...(texts ? [texts.file] : []), ...keys.map(({ file }) => file)])
        rmSync(`${file}${PARTIAL}`, { force: true });
      throw error;
    }
  });
  signal.throwIfAborted();
  markRestoring(eventLog.file);
  if (viewStore.engine === 'embedded') remove(viewStore.file);
  remove(eventLog.file);
  put(eventLog.file);
  if (texts) {
    remove(texts.file);
    put(texts.file);
  }
  for (const { file } of keys) {
    remove(file);
    put(file);
  }
  if (views && viewStore.engine === 'embedded') put(viewStore.file);
  markRestored(eventLog.file);
  const viewsAre = viewStore.engine !== 'embedded' ? 'ELSEWHERE' : views ? 'RESTORED' : 'BUILT_AT_START';
  return { ...manifest, viewsAre };
}

/** Copies a file next to its target, durably. Returns the copy. */
function copyBeside(from: string, target: string): string {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const partial = `${target}${PARTIAL}`;
  rmSync(partial, { force: true });
  copyFileSync(from, partial, constants.COPYFILE_FICLONE);
  syncFile(partial);
  return partial;
}

/** Copies a saved file next to its target, and compares the copy with its hash. @throws RapportError STORE_CORRUPT */
async function copyVerified(
  saved: SavedFile,
  target: string,
  { folder, onProgress }: RestoreRequest,
  thread: Pick<CopyThread, 'hashOf'>,
): Promise<void> {
  const from = join(folder, saved.name);
  onProgress(`Copying ${saved.name}`);
  requireThere(from);
  const partial = copyBeside(from, target);
  onProgress(`Verifying ${saved.name}`);
  const { bytes, sha256 } = await thread.hashOf(partial);
  if (bytes !== saved.bytes || sha256 !== saved.sha256) throw damaged(from, `${bytes} bytes, hash ${sha256.slice(0, 12)}…`);
}

interface SavedKeys {
  readonly copy: string;
  readonly file: string;
  readonly isMaster: boolean;
}

/**
 * The saved keys that this configuration keeps in files. Where the master key came from the environment, none was saved.
 * @throws RapportError INVALID_FILE when the folder holds none
 */
function savedKeys(folder: string, configuration: Configuration): readonly SavedKeys[] {
  const privacy = privacyLocation(configuration);
  const places = [
    { copy: join(folder, MASTER_KEY), file: masterKeyFile(configuration), isMaster: true },
    { copy: join(folder, KEYS), file: privacy.engine === 'embedded' ? privacy.keys : undefined, isMaster: false },
  ];
  const saved = places.filter((place): place is SavedKeys => place.file !== undefined && existsSync(place.copy));
  if (saved.length > 0) return saved;
  throw new RapportError('INVALID_FILE', `There are no saved keys in ${folder}`, {
    field: 'keys',
    remedy: `Nothing was changed. Name the folder that was given to rapport backup --keys: it holds ${KEYS}.`,
  });
}

/** The other files are compared with their hashes; keys have none next to them, as their folder is another one. */
function requireMasterKey(copy: string): void {
  try {
    new MasterKeys(readFileSync(copy, 'utf8'), 'MASTER_KEY_FILE');
  } catch (cause) {
    throw new RapportError('STORE_CORRUPT', `${copy} holds no master key`, {
      remedy: 'Nothing was changed. Use another copy of the keys.',
      cause,
    });
  }
}

async function requireEmpty(file: string, shown: string): Promise<void> {
  if (!existsSync(file)) return;
  const refuse = (found: string) =>
    new RapportError('ILLEGAL_MOVE', `${shown} ${found}`, {
      field: 'EVENT_LOG',
      reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
      remedy: 'Name another file in EVENT_LOG, or use --overwrite, which deletes the existing file.',
    });
  let events: number;
  try {
    const log = LogAtRest.open(file);
    events = log.count();
    await log.close();
  } catch (error) {
    throw isRapportError(error, 'STORE_CORRUPT') ? refuse('is damaged or incomplete') : error;
  }
  if (events > 0) throw refuse(`holds ${events} events already`);
}

function requireThere(file: string): void {
  if (!existsSync(file)) throw damaged(file, 'it does not exist');
}

const damaged = (file: string, found: string): RapportError =>
  new RapportError('STORE_CORRUPT', `${file} differs from the file that was backed up: ${found}`, {
    remedy: 'Nothing was changed. Use another backup.',
  });

function remove(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) rmSync(name, { force: true });
}

function put(file: string): void {
  renameSync(`${file}${PARTIAL}`, file);
  syncFile(dirname(file));
}
