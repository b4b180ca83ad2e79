import type { LogReader } from '../../src/event-log/event-log.js';
import { SharedCaches } from '../../src/graphql/moment.js';
import { DatedSettings } from '../../src/queries/dated-settings.js';
import { EventHistory } from '../../src/queries/event-history.js';
import { IdentityRegister } from '../../src/queries/identity/identity-register.js';
import { WordGroupsCache } from '../../src/queries/word-groups.js';
import { MemoryEventLog } from './memory-event-log.js';

/** Empty caches, as the requests of a server share them. */
export function sharedCaches(log: LogReader = new MemoryEventLog()): SharedCaches {
  const settings = new DatedSettings();
  return new SharedCaches(new IdentityRegister(), settings, new WordGroupsCache(settings), new EventHistory(log));
}
