import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { Database } from '../../../src/sqlite/database.js';
import { newEvent } from '../../support/new-events.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** As version 1 made it, with a stream of two events. */
const VERSION_1 = `
  CREATE TABLE categories(category INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE streams(stream INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category INTEGER NOT NULL, head INTEGER NOT NULL);
  CREATE TABLE events(
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, category INTEGER NOT NULL,
    id TEXT NOT NULL, type TEXT NOT NULL, recorded_at INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
    UNIQUE(stream, revision));
  CREATE INDEX events_by_category ON events(category);
  PRAGMA application_id=1382106444;
  PRAGMA user_version=1;
  INSERT INTO categories VALUES(1, 'ticket');
  INSERT INTO streams VALUES(1, 'ticket-a', 1, 1);
  INSERT INTO events VALUES(1, 1, 0, 1, '7e1b1a3c-0000-4000-8000-000000000001', 'TicketLogged', 0, '{"n":1}', '{"schemaVersion":"1"}');
  INSERT INTO events VALUES(2, 1, 1, 1, '7e1b1a3c-0000-4000-8000-000000000002', 'TicketLogged', 0, '{"n":2}', '{"schemaVersion":"1"}');`;

function fileOf(sql: string): string {
  const file = join(folder(), 'events.db');
  const database = new Database(file);
  database.exec(sql);
  database.close();
  return file;
}

it('A log of the first version is taken up, and goes on', async () => {
  const file = fileOf(VERSION_1);
  for (const revision of [2, 3]) {
    const log = await openEventLog(`file:${file}`);
    expect(await log.append('ticket-a', revision - 1, [newEvent({ type: 'TicketLogged', data: {} })])).toMatchObject({
      revision,
    });
    await expect(log.append('ticket-a', 'NO_STREAM', [newEvent({ type: 'TicketLogged', data: {} })])).rejects.toMatchObject({
      cause: { actual: revision },
    });
    await log.close();
  }
  const log = await openEventLog(`file:${file}`);
  const events = [];
  for await (const page of log.readStream('ticket-a')) events.push(...page);
  expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
  expect(events[0]).toMatchObject({ id: '7e1b1a3c-0000-4000-8000-000000000001', data: { n: 1 } });
  await log.close();
});

it('A log of a version to come is refused, and left as it is', async () => {
  const file = fileOf(VERSION_1.replace('user_version=1', 'user_version=4'));
  for (let time = 0; time < 2; time += 1)
    await expect(openEventLog(`file:${file}`)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
});
