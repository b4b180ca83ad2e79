import { existsSync } from 'node:fs';
import { openAtRest } from '../../../sqlite/at-rest.js';
import { Database } from '../../../sqlite/database.js';
import { RapportError } from '../../../domain/kernel/errors.js';
import { OpenedFile } from '../../../sqlite/opened-file.js';
import type { PrivacyRecords } from '../records.js';
import { EmbeddedKeys, prepareKeys } from './keys.js';
import { EmbeddedReads, prepareReads } from './reads.js';
import { EmbeddedTexts, prepareTexts } from './texts.js';

/** Where the two files are. */
export interface EmbeddedFiles {
  readonly texts: string;
  readonly keys: string;
}

/** Opens both files, which this process then owns; a backup may read them meanwhile. Makes them, for their own user alone, where there are none. */
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

/** Opens both for a look: they stay as they are, and what is not there is empty. */
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
 * The same records while both files are those that were opened: a text in a file that nobody finds again, or under a key in one, is not kept.
 * @throws RapportError VIEWS_UNAVAILABLE, also for what was written while they were taken away
 */
function inPlace<T extends object>(records: T, files: readonly OpenedFile[]): T {
  const requireInPlace = () => {
    const changed = files.map((file) => file.changed()).find((what) => what !== undefined);
    if (changed === undefined) return;
    throw new RapportError('VIEWS_UNAVAILABLE', `What is kept of people was taken away while it was open: ${changed}`, {
      remedy:
        'Put its files back as they were, or stop Rapport, restore a backup (rapport restore DIR --keys DIR) and start it again.',
    });
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

const over = (texts: Database, keys: Database, close: () => void): PrivacyRecords => ({
  texts: new EmbeddedTexts(texts),
  keys: new EmbeddedKeys(keys),
  reads: new EmbeddedReads(texts),
  close: async () => close(),
});
