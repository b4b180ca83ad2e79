import type { EmbeddedFiles } from './embedded/open.js';
import type { PrivacyRecords } from './records.js';

/** Where texts, keys and reads are kept. */
export type PrivacyLocation =
  ({ readonly engine: 'embedded' } & EmbeddedFiles) | { readonly engine: 'mongodb'; readonly url: string };

/**
 * Opens what is kept of people. An embedded location this process then owns.
 * @throws RapportError STORE_BUSY, STORE_CORRUPT, DISK_FULL, VIEWS_UNAVAILABLE
 */
export async function openRecords(location: PrivacyLocation): Promise<PrivacyRecords> {
  if (location.engine === 'mongodb') return (await import('./mongodb/open.js')).openMongo(location.url);
  return (await import('./embedded/open.js')).openEmbedded(location);
}

/** The same for a look: files stay as they are, and what is not there is empty. */
export async function openRecordsAtRest(location: PrivacyLocation): Promise<PrivacyRecords> {
  if (location.engine === 'mongodb') return openRecords(location);
  return (await import('./embedded/open.js')).openEmbeddedAtRest(location);
}
