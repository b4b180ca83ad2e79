import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Position } from '../../domain/kernel/event.js';

export const FORMAT = 'rapport-backup/1';
/** Written last: a folder without it is no backup, or one that was not completed. */
export const MANIFEST = 'backup.json';

/** A file of a backup, as it was when it was made. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds; `backup.json` in its folder. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly rapport: string;
  readonly createdAt: string;
  readonly organizationId: string;
  readonly log: SavedFile & { readonly events: number; readonly position: Position };
  /** Null where the views are in MongoDB. */
  readonly views: SavedFile | null;
  /** Texts, identities and reads, sealed. Null where they are in MongoDB, or there are none. */
  readonly texts: SavedFile | null;
}

/** @throws RapportError INVALID_FILE when there is no complete backup in the folder */
export function readManifest(folder: string): Manifest {
  const remedy = 'Name the folder of a backup that was completed: it has a backup.json.';
  let manifest: Manifest;
  try {
    // Before texts were kept there were none.
    manifest = { texts: null, ...(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Omit<Manifest, 'texts'>) };
  } catch (cause) {
    throw new RapportError('INVALID_FILE', `There is no complete backup in ${folder}`, { field: 'DIR', remedy, cause });
  }
  const { log, views, texts } = manifest;
  if (manifest.format === FORMAT && isSaved(log) && [views, texts].every((file) => file === null || isSaved(file)))
    return manifest;
  throw new RapportError('INVALID_FILE', `${join(folder, MANIFEST)} is damaged, or of another version of Rapport`, {
    field: 'DIR',
    remedy,
  });
}

/** A name alone: a manifest must not lead out of its folder. */
const isSaved = (file: SavedFile | undefined): boolean =>
  file !== undefined && /^[\w-]+\.db$/.test(file.name) && Number.isSafeInteger(file.bytes) && /^[0-9a-f]{64}$/.test(file.sha256);
