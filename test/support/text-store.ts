import { join } from 'node:path';
import { MasterKeys } from '../../src/privacy/keys/key-wrapper.js';
import { type Privacy, privacyOver } from '../../src/privacy/privacy.js';
import { openRecords } from '../../src/privacy/store/open-records.js';

/** The texts and identities of people, in embedded files in a folder. */
export async function openTexts(folder: string): Promise<Privacy> {
  const records = await openRecords({ engine: 'embedded', texts: join(folder, 'texts.db'), keys: join(folder, 'keys.db') });
  return privacyOver(records, new MasterKeys(Buffer.alloc(32, 1).toString('base64'), 'MASTER_KEY'));
}
