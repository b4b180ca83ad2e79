import { existsSync } from 'node:fs';
import { openAtRest } from '../../../sqlite/at-rest.js';
import { Database } from '../../../sqlite/database.js';
import { RapportError } from '../../../domain/kernel/errors.js';
import { OpenedFile } from '../../../sqlite/opened-file.js';
import type { KeyRecords, PrivacyRecords } from '../records.js';
import { EmbeddedKeys, prepareKeys } from './keys.js';
import { EmbeddedReads, prepareReads } from './reads.js';
import { EmbeddedTexts, prepareTexts } from './texts.js';

/** Paths of the two files. */
export interface EmbeddedFiles {
  readonly texts: string;
  readonly keys: string;
}

/**
 * Opens both files for exclusive use by this process; a backup may still read them. Creates missing files, accessible to
 * their owner only.
 */
export function openEmbedded(files: EmbeddedFiles): PrivacyRecords {
  const texts = new Database(files.texts, { shared: true });
  try {
    const keys = new Database(files.keys, { shared: true });
    try {
      prepareTexts(texts);
      prepareReads(texts);
      prepareKeys(keys);
      const records = over(texts, keys, () => {
        texts.close();
        keys.close();
      });
      const opened = [new OpenedFile(files.texts), new OpenedFile(files.keys)];
      return {
        ...records,
        texts: inPlace(records.texts, opened),
        keys: inPlace(records.keys, opened),
        reads: inPlace(records.reads, opened),
      };
    } catch (error) {
      keys.close();
      throw error;
    }
  } catch (error) {
    texts.close();
    throw error;
  }
}

/** Opens both files read-only. A missing file is treated as empty. */
export function openEmbeddedAtRest(files: EmbeddedFiles): PrivacyRecords {
  const [texts, keys] = [lookAt(files.texts), lookAt(files.keys)];
  if (texts.isEmpty) {
    prepareTexts(texts.database);
    prepareReads(texts.database);
  }
  if (keys.isEmpty) prepareKeys(keys.database);
  return over(texts.database, keys.database, () => {
    texts.close();
    keys.close();
  });
}

function lookAt(file: string): { readonly database: Database; readonly isEmpty: boolean; readonly close: () => void } {
  if (existsSync(file)) return { ...openAtRest(file), isEmpty: false };
  const database = new Database(':memory:');
  return { database, isEmpty: true, close: () => database.close() };
}

/**
 * Wraps the records so that each call checks that both files are still those that were opened. Otherwise a text could be
 * written to a file that nobody finds again, or under a key in such a file.
 * @throws RapportError VIEWS_UNAVAILABLE, also for writes during which a file was taken away
 */
function inPlace<T extends object>(records: T, files: readonly OpenedFile[]): T {
  const requireInPlace = () => {
    const changed = files.map((file) => file.changed()).find((what) => what !== undefined);
    if (changed === undefined) return;
    throw new RapportError(
      'VIEWS_UNAVAILABLE',
      `The files of texts and identities were removed or replaced while they were open: ${changed}`,
      {
        remedy:
          'Put the original files back, or stop Rapport, restore a backup (rapport restore DIR --keys DIR) and start it again.',
      },
    );
  };
  return new Proxy(records, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: readonly unknown[]) => {
        requireInPlace();
        const answer: unknown = await Reflect.apply(member, target, given);
        requireInPlace();
        return answer;
      };
    },
  });
}

/** Keys that are lost when they are closed. */
export function keysInMemory(): { readonly keys: KeyRecords; readonly close: () => void } {
  const database = new Database(':memory:');
  prepareKeys(database);
  return { keys: new EmbeddedKeys(database), close: () => database.close() };
}

const over = (texts: Database, keys: Database, close: () => void): PrivacyRecords => ({
  texts: new EmbeddedTexts(texts),
  keys: new EmbeddedKeys(keys),
  reads: new EmbeddedReads(texts),
  close: async () => close(),
});
