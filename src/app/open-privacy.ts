import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RapportError } from '../domain/kernel/errors.js';
import { MasterKeys } from '../privacy/keys/key-wrapper.js';
import { KEY_BYTES } from '../privacy/keys/sealing.js';
import { type Privacy, privacyOver } from '../privacy/privacy.js';
import { type PrivacyLocation, openRecords, openRecordsAtRest } from '../privacy/store/open-records.js';
import type { KeyRecords } from '../privacy/store/records.js';
import type { Configuration } from './configuration/configuration.js';
import { logger } from './logger.js';

/** The location of texts, keys and read records: the folder of the views, or their database. */
export function privacyLocation({ viewStore }: Configuration): PrivacyLocation {
  if (viewStore.engine === 'mongodb') return viewStore;
  const folder = dirname(viewStore.file);
  return { engine: 'embedded', texts: join(folder, 'texts.db'), keys: join(folder, 'keys.db') };
}

/**
 * The master key's file; undefined when the key comes from the environment, and when the views are on a server and no file is
 * configured.
 */
export function masterKeyFile({ viewStore, masterKey, masterKeyFile: named }: Configuration): string | undefined {
  if (named !== undefined || masterKey !== undefined) return named;
  return viewStore.engine === 'embedded' ? join(dirname(viewStore.file), 'master.key') : undefined;
}

/**
 * Opens the store of texts and identities. Creates a missing master key file as long as there is nothing that it should open.
 * Re-wraps keys that an older master key wrapped.
 * @throws RapportError INVALID_CONFIGURATION when there is no master key, or it does not open the store; STORE_BUSY,
 *   STORE_CORRUPT, DISK_FULL, VIEWS_UNAVAILABLE
 */
export async function openPrivacy(configuration: Configuration): Promise<Privacy> {
  const { masterKey } = configuration;
  const file = masterKeyFile(configuration);
  if (masterKey === undefined && file === undefined) throw noMasterKey();
  const records = await openRecords(privacyLocation(configuration));
  try {
    if (file !== undefined && !existsSync(file)) await makeMasterKey(file, records.keys);
    const privacy = await privacyOver(records, masterKeys(masterKey, file));
    const rewrapped = await privacy.rewrap();
    if (rewrapped > 0)
      logger.info({ keys: rewrapped }, 'All keys are encrypted with the new master key: the old one can be removed');
    return privacy;
  } catch (error) {
    await records.close();
    throw error;
  }
}

/** Opens the store read-only: creates and changes nothing. Undefined when there is no store. */
export async function openPrivacyAtRest(configuration: Configuration): Promise<Privacy | undefined> {
  const { masterKey } = configuration;
  const file = masterKeyFile(configuration);
  if (masterKey === undefined && (file === undefined || !existsSync(file))) return undefined;
  const records = await openRecordsAtRest(privacyLocation(configuration));
  try {
    return await privacyOver(records, masterKeys(masterKey, file));
  } catch (error) {
    await records.close();
    throw error;
  }
}

const masterKeys = (masterKey: string | undefined, file: string | undefined): MasterKeys =>
  masterKey === undefined ? new MasterKeys(read(file!), 'MASTER_KEY_FILE') : new MasterKeys(masterKey, 'MASTER_KEY');

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unusable(`${file} cannot be read: ${(cause as Error).message}`, 'Check its permissions.', cause);
  }
}

async function makeMasterKey(file: string, keys: KeyRecords): Promise<void> {
  if ((await keys.keysOf([''])).length > 0)
    throw unusable(`${file} does not exist, but there are texts that only this key decrypts`, 'Restore it from its copy.');
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    logger.info({ file }, 'A master key was created. Keep a copy of it, apart from backups: without it no text can be read');
  } catch (cause) {
    // Another process created it first.
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw unusable(`${file} cannot be created: ${(cause as Error).message}`, 'Name a file in a writable folder.', cause);
  }
}

const noMasterKey = () =>
  unusable(
    'the texts are in MongoDB, but no master key is configured',
    'Name a file outside the database’s machine, MASTER_KEY_FILE=/etc/rapport/master.key (created at the first start), or set MASTER_KEY.',
  );

const unusable = (message: string, remedy: string, cause?: unknown) =>
  new RapportError('INVALID_CONFIGURATION', `MASTER_KEY_FILE: ${message}`, { field: 'MASTER_KEY_FILE', remedy, cause });
