import type { EmbeddedFiles } from './embedded/open.js';
import type { PrivacyRecords } from './records.js';

/** Location of texts, keys and reads. */
export type PrivacyLocation =
  ({ readonly engine: 'embedded' } & EmbeddedFiles) | { readonly engine: 'mongodb'; readonly url: string };

/**
 * Opens the privacy records. This process then owns an embedded location.
 * @throws RapportError STORE_BUSY, STORE_CORRUPT, DISK_FULL, VIEWS_UNAVAILABLE
 */
export async function openRecords(location: PrivacyLocation): Promise<PrivacyRecords> {
  if (location.engine === 'mongodb') return (await import('./mongodb/open.js')).openMongo(location.url);
  return (await import('./embedded/open.js')).openEmbedded(location);
}

/**
 * Opens the records read-only: files and collections stay unchanged, and what is missing is treated as empty. A missing secret of
 * the installation is made in memory: in the store it would stand in the way of the one that is put back.
 */
export async function openRecordsAtRest(location: PrivacyLocation): Promise<PrivacyRecords> {
  const { keysInMemory, openEmbeddedAtRest } = await import('./embedded/open.js');
  const records =
    location.engine === 'mongodb'
      ? await (await import('./mongodb/open.js')).openMongo(location.url, false)
      : openEmbeddedAtRest(location);
  try {
    if ((await records.keys.keysOf([''])).length > 0) return records;
    const { keys, close } = keysInMemory();
    return { ...records, keys, close: () => records.close().finally(close) };
  } catch (error) {
    await records.close();
    throw error;
  }
}
