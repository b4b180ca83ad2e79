import type { LogReader } from '../../src/event-log/event-log.js';
import type { SharedCaches } from '../../src/graphql/moment.js';
import { DatedSettings } from '../../src/queries/dated-settings.js';
import { EventHistory } from '../../src/queries/event-history.js';
import { IdentityRegister } from '../../src/queries/identity/identity-register.js';
import { WordGroupsCache } from '../../src/queries/word-groups.js';
import { MemoryEventLog } from './memory-event-log.js';

/** Empty caches, as the requests of a server share them. */
export const sharedCaches = (log: LogReader = new MemoryEventLog()): SharedCaches => ({
  register: new IdentityRegister(),
  settings: new DatedSettings(),
  words: new WordGroupsCache(),
  history: new EventHistory(log),
});
