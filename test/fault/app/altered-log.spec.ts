import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { openServices } from '../../../src/app/open-services.js';
import { Database } from '../../../src/sqlite/database.js';
import { RunningServer } from '../../support/running-server.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { newCast, register, tell } from '../../e2e/app/story.js';
import { run } from '../../unit/cli/fake-services.js';

// It starts and stops the program three times, on a machine that may be busy.
const newFolder = temporaryFolders();

it('an audit is not the same once an event was altered in the log’s file, and says where', async () => {
  const folder = newFolder();
  const environment = { EVENT_LOG: `file:${join(folder, 'events.db')}`, VIEW_STORE: `file:${join(folder, 'views.db')}` };
  const server = await RunningServer.start(environment);
  const cast = newCast();
  await register(server, cast);
  await tell(server, cast);
  await server.stop();
  const rapport = async (words: string) => {
    const services = await openServices(readConfiguration({ ...environment, LOG_LEVEL: 'silent' }, folder));
    try {
      return await run(words, services);
    } finally {
      await services.close();
    }
  };
  expect((await rapport('audit run march --from 2026-03-01 --to 2026-04-01')).exit).toBe(0);
  expect((await rapport('audit verify march')).exit).toBe(0);

  const database = new Database(join(folder, 'events.db'));
  const { changes } = database
    .prepare(`UPDATE events SET data = replace(data, '"human":true', '"human":false') WHERE type = 'TicketAcknowledged'`)
    .run();
  database.close();
  expect(changes).toBe(1);
  // The live views were made before and do not know: only the log does.
  const { exit, stderr, objects } = await rapport('audit verify march --json');
  expect(exit).toBe(1);
  expect(objects).toMatchObject([{ same: false, formulaeChanged: [] }]);
  expect((objects as { different: string[] }[])[0]!.different).toContain('componentSeries');
  expect(stderr).toContain('the log has been altered');
});
