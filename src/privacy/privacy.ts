import type { KeyWrapper } from './keys/key-wrapper.js';
import { SubjectKeys } from './keys/subject-keys.js';
import { ReadLog } from './read-log.js';
import type { PrivacyRecords } from './store/records.js';
import { TextStore } from './text-store.js';

/** The data kept about people, and the record of who read it. */
export interface Privacy {
  readonly texts: TextStore;
  readonly reads: ReadLog;
  /** What was missing when the store was opened, and what to do about it; undefined when nothing was. */
  readonly lost?: LostHalf | undefined;
  /** Rewraps the keys that an older master key wrapped. Returns how many. */
  rewrap(): Promise<number>;
  close(): Promise<void>;
}
/** Texts without their keys, or keys without their texts. */
export interface LostHalf {
  readonly detail: string;
  readonly remedy: string;
}
/** Injection token of the privacy services. */
export const PRIVACY = Symbol('Privacy');

/** @throws RapportError INVALID_CONFIGURATION where the master key does not open the existing keys */
export async function privacyOver(records: PrivacyRecords, wrapper: KeyWrapper): Promise<Privacy> {
  const keys = new SubjectKeys(records.keys, wrapper);
  return {
    texts: await TextStore.over(records.texts, keys),
    reads: new ReadLog(records.reads, await keys.secret('reads')),
    rewrap: () => keys.rewrap(),
    close: () => records.close(),
  };
}
