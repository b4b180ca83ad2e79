import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropDatabase, freshDatabase, MONGODB_TEST_URL } from '../../support/servers/mongodb.js';

/** The two stores of one application under test. */
export interface Engines {
  /** For the processes that work on them. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export interface EngineKind {
  readonly name: string;
  /** Why it cannot be tried here, if so. */
  readonly missing?: string;
  prepare(): Engines;
}

const EVENTSTORE_TEST_URL = process.env['EVENTSTORE_TEST_URL'];
const unset = Object.entries({ EVENTSTORE_TEST_URL, MONGODB_TEST_URL }).flatMap(([name, url]) => (url ? [] : [name]));

const EMBEDDED: EngineKind = {
  name: 'the embedded engines',
  prepare: () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-app-'));
    return {
      environment: { EVENT_LOG: `file:${join(folder, 'events.db')}`, VIEW_STORE: `file:${join(folder, 'views.db')}` },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};

/** The views get a database of their own; the log is everybody's, so nothing may be assumed of what else is in it. */
const SERVERS: EngineKind = {
  name: 'EventStoreDB and MongoDB',
  ...(unset.length > 0 && { missing: `${unset.join(' and ')} not set` }),
  prepare: () => {
    const views = freshDatabase(MONGODB_TEST_URL!);
    return {
      environment: { EVENT_LOG: EVENTSTORE_TEST_URL!, VIEW_STORE: views, MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
      remove: () => dropDatabase(views),
    };
  },
};

/** `npm run test:servers` leaves out the engines that every other run has. */
export const ENGINE_KINDS: readonly EngineKind[] = process.env['TEST_SERVERS_ONLY'] ? [SERVERS] : [EMBEDDED, SERVERS];
