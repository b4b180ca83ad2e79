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

/** Opens the records read-only: files stay unchanged, and a missing file is treated as empty. */
export async function openRecordsAtRest(location: PrivacyLocation): Promise<PrivacyRecords> {
  if (location.engine === 'mongodb') return openRecords(location);
  return (await import('./embedded/open.js')).openEmbeddedAtRest(location);
}
