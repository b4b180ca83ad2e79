import { expect, it } from 'vitest';
import { START } from '../../../src/domain/kernel/event.js';
import { EmbeddedEventLog } from '../../../src/event-log/embedded/embedded-event-log.js';
import { EmbeddedLogReader } from '../../../src/event-log/embedded/embedded-log-reader.js';
import { prepareSchema, toPosition } from '../../../src/event-log/embedded/schema.js';
import { PAGE_SIZE } from '../../../src/event-log/event-log.js';
import { Database } from '../../../src/sqlite/database.js';
import { newEvent } from '../../contract/event-log/event-log-harness.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();

it('The head does not go back when news arrives late', async () => {
  const database = new Database(`${newFolder()}/events.db`);
  prepareSchema(database, 'events.db');
  const reader = new EmbeddedLogReader(database);
  for (const newest of [2, 1]) reader.advance(newest);
  expect(await reader.head()).toBe(toPosition(2));
  await reader.close();
});

it('A reading that a close cuts off ends with an error: it is not all that there is', async () => {
  const log = EmbeddedEventLog.open(`${newFolder()}/events.db`);
  await log.append(
    'a-1',
    'NO_STREAM',
    Array.from({ length: PAGE_SIZE + 1 }, () => newEvent()),
  );
  const pages = log.read(START)[Symbol.asyncIterator]();
  expect((await pages.next()).value).toHaveLength(PAGE_SIZE);
  await log.close();
  await expect(pages.next()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
});
