import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStoreDb, whyNoEventStoreDb } from '../support/servers/eventstoredb.js';
import { dropDatabase, freshDatabase, MONGODB_TEST_URL, NO_MONGODB } from '../support/servers/mongodb.js';

/** The stores of one server under test, empty at first. */
export interface Engines {
  readonly environment: { readonly EVENT_LOG: string; readonly VIEW_STORE: string; readonly MASTER_KEY?: string };
  /** For files of the server. */
  readonly folder: string;
  remove(): Promise<void>;
}

// Only whoever names both servers wants them instead of the files.
const namesServers = process.env['EVENTSTORE_TEST_URL'] !== undefined && MONGODB_TEST_URL !== undefined;
const missing = whyNoEventStoreDb() ?? (MONGODB_TEST_URL === undefined ? NO_MONGODB : undefined);
if (namesServers && missing) console.warn(`Browser tests use the embedded engines: ${missing}.`);

/** On which engines the tests run, for their names. */
export const ENGINES = missing === undefined ? 'EventStoreDB and MongoDB' : 'the embedded engines';

/**
 * Stores of a test's own: files, or, with EVENTSTORE_TEST_URL and MONGODB_TEST_URL, a database of that MongoDB and a stand-in for
 * EventStoreDB, since these tests begin with an empty log and the named server has everybody's events.
 */
export async function prepareEngines(): Promise<Engines> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-browser-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (missing !== undefined) {
    const environment = { EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` };
    return { environment, folder, remove: async () => removeFolder() };
  }
  const eventStore = await startEventStoreDb();
  const views = freshDatabase(MONGODB_TEST_URL!);
  return {
    environment: {
      EVENT_LOG: eventStore.url,
      VIEW_STORE: views,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    folder,
    remove: async () => {
      await Promise.all([eventStore.stop('SIGKILL'), dropDatabase(views)]);
      removeFolder();
    },
  };
}
