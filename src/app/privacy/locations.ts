import { dirname, join } from 'node:path';
import type { PrivacyLocation } from '../../privacy/store/open-records.js';
import type { Configuration } from '../configuration/configuration.js';

/** Texts, keys and reads stand beside the views: in their folder, or in their database. */
export function privacyLocation({ viewStore }: Configuration): PrivacyLocation {
  if (viewStore.engine === 'mongodb') return viewStore;
  const folder = dirname(viewStore.file);
  return { engine: 'embedded', texts: join(folder, 'texts.db'), keys: join(folder, 'keys.db') };
}

/** Where the master key is; undefined where it comes from the environment, and for a server where nobody said. */
export function masterKeyFile({ viewStore, masterKey, masterKeyFile: named }: Configuration): string | undefined {
  if (named !== undefined || masterKey !== undefined) return named;
  return viewStore.engine === 'embedded' ? join(dirname(viewStore.file), 'master.key') : undefined;
}
