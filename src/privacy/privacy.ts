import type { KeyWrapper } from './keys/key-wrapper.js';
import { SubjectKeys } from './keys/subject-keys.js';
import { ReadLog } from './read-log.js';
import type { PrivacyRecords } from './store/records.js';
import { TextStore } from './text-store.js';

/** What is kept of people, and who looked at it. */
export interface Privacy {
  readonly texts: TextStore;
  readonly reads: ReadLog;
  /** Wraps anew what an older master key wrapped. Returns how many keys. */
  rewrap(): Promise<number>;
  close(): Promise<void>;
}
/** Under which it is provided. */
export const PRIVACY = Symbol('Privacy');

/** @throws RapportError INVALID_CONFIGURATION where the master key does not open what is there */
export async function privacyOver(records: PrivacyRecords, wrapper: KeyWrapper): Promise<Privacy> {
  const keys = new SubjectKeys(records.keys, wrapper);
  return {
    texts: await TextStore.over(records.texts, keys),
    reads: new ReadLog(records.reads, await keys.secret('reads')),
    rewrap: () => keys.rewrap(),
    close: () => records.close(),
  };
}
