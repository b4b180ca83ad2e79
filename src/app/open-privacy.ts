import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RapportError } from '../domain/kernel/errors.js';
import { MasterKeys } from '../privacy/keys/key-wrapper.js';
import { KEY_BYTES } from '../privacy/keys/sealing.js';
import { type LostHalf, type Privacy, privacyOver } from '../privacy/privacy.js';
import { type PrivacyLocation, openRecords, openRecordsAtRest } from '../privacy/store/open-records.js';
import type { KeyRecords, PrivacyRecords } from '../privacy/store/records.js';
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
    const lost = await lostHalf(records);
    const privacy = await privacyOver(records, masterKeys(masterKey, file));
    if (lost) logger.warn({ remedy: lost.remedy }, lost.detail);
    await noteKeys(records);
    const rewrapped = await privacy.rewrap();
    if (rewrapped > 0)
      logger.info({ keys: rewrapped }, 'All keys are encrypted with the new master key: the old one can be removed');
    return { ...privacy, lost };
  } catch (error) {
    await records.close();
    throw error;
  }
}

/** The note in the store of texts that names the keys with which it was begun: the id of the installation's own secret. */
const KEYS_NOTE = 'keys';
/** How many people's texts to look for. */
const SAMPLE = 20;
const RESTORE =
  'If that is not intended, stop Rapport and put the missing file or collection back: mount its volume, or rapport restore DIR --keys DIR.';

/**
 * Texts and their keys are kept apart, so that one may be lost, or not be mounted, without the other. Returns what is
 * missing; undefined when nothing is. Nothing else would tell: texts without a key read as erased.
 */
export async function lostHalf({ texts, keys }: Pick<PrivacyRecords, 'texts' | 'keys'>): Promise<LostHalf | undefined> {
  // The note first: it is written after the secret, perhaps by another process just now.
  const noted = await texts.note(KEYS_NOTE);
  const [secret] = await keys.keysOf(['']);
  if (noted !== undefined)
    return secret?.id === noted
      ? undefined
      : missing('The keys are not those with which the texts were begun: earlier texts and identities read as erased');
  // All keys: none is wrapped by a master key without a name.
  const people = (await keys.notUnder('', SAMPLE)).filter(({ subject }) => subject !== '');
  for (const { subject } of people) {
    const [text] = await texts.findTexts({ subject }, 1);
    if (text ?? (await texts.getIdentity(subject))) return undefined;
  }
  return people.length === 0
    ? undefined
    : missing('There are keys of texts and identities, but no texts: those recorded before read as erased');
}

const missing = (detail: string): LostHalf => ({ detail, remedy: RESTORE });

/** Notes the keys in a store of texts that has no such note. A note of other keys stays, as do the texts that need them. */
async function noteKeys({ texts, keys }: PrivacyRecords): Promise<void> {
  const [secret] = await keys.keysOf(['']);
  if (secret && (await texts.note(KEYS_NOTE)) === undefined) await texts.setNote(KEYS_NOTE, secret.id);
}

/**
 * Opens the store read-only: creates and changes nothing. Undefined when there is no store, and on a machine that has no master
 * key because it only projects.
 * @throws RapportError INVALID_CONFIGURATION when the master key's file is gone, as a start does
 */
export async function openPrivacyAtRest(configuration: Configuration): Promise<Privacy | undefined> {
  const { masterKey, role } = configuration;
  const file = masterKeyFile(configuration);
  if (masterKey === undefined && (file === undefined || role === 'projector')) return undefined;
  const records = await openRecordsAtRest(privacyLocation(configuration));
  try {
    if (file !== undefined && !existsSync(file)) {
      await refuseLostMasterKey(file, records.keys);
      await records.close();
      return undefined;
    }
    const lost = await lostHalf(records);
    return { ...(await privacyOver(records, masterKeys(masterKey, file))), lost };
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
  await refuseLostMasterKey(file, keys);
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

async function refuseLostMasterKey(file: string, keys: KeyRecords): Promise<void> {
  if ((await keys.keysOf([''])).length > 0)
    throw unusable(`${file} does not exist, but there are texts that only this key decrypts`, 'Restore it from its copy.');
}

const noMasterKey = () =>
  unusable(
    'the texts are in MongoDB, but no master key is configured',
    'Name a file outside the database’s machine, MASTER_KEY_FILE=/etc/rapport/master.key (created at the first start), or set MASTER_KEY.',
  );

const unusable = (message: string, remedy: string, cause?: unknown) =>
  new RapportError('INVALID_CONFIGURATION', `MASTER_KEY_FILE: ${message}`, { field: 'MASTER_KEY_FILE', remedy, cause });
