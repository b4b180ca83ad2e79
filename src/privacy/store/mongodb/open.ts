import { Connection } from '../../../view-store/mongodb/connection.js';
import type { PrivacyRecords } from '../records.js';
import { MongoKeys } from './keys.js';
import { MongoReads } from './reads.js';
import { MongoTexts } from './texts.js';

/**
 * Opens the collections, next to the views. Errors: VIEWS_UNAVAILABLE.
 * @param prepared false: without creating what is missing
 */
export async function openMongo(url: string, prepared = true): Promise<PrivacyRecords> {
  const connection = new Connection(url);
  try {
    const [texts, keys, reads] = [new MongoTexts(connection), new MongoKeys(connection), new MongoReads(connection)];
    if (prepared) for (const collection of [texts, keys, reads]) await collection.prepare();
    return { texts, keys, reads, close: () => connection.close() };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
