import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { openReadOnly, openServices } from '../../../src/app/open-services.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { clearTemporaryFolders, temporaryFolder } from '../../../src/sqlite/temporary-folder.js';
import { openViewStore } from '../../../src/view-store/open-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const configured = (folder: string) =>
  readConfiguration({ EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` }, folder);

async function viewsOfALog(folder: string): Promise<void> {
  const views = await openViewStore(`file:${folder}/views.db`);
  await views.create('view', {});
  await views.saveCheckpoint('view', '0000000000000007');
  await views.close();
}

it.each(['missing', 'empty'])('A log that is %s beside views that have taken in events is not made anew', async (which) => {
  const folder = newFolder();
  await viewsOfALog(folder);
  if (which === 'empty') await (await openEventLog(`file:${folder}/events.db`)).close();
  const refused = { code: 'LOG_UNAVAILABLE', remedy: expect.stringContaining('restore') };
  await expect(openServices(configured(folder))).rejects.toMatchObject(refused);
  await expect(openReadOnly(configured(folder))).rejects.toMatchObject(refused);
  expect(existsSync(join(folder, 'events.db'))).toBe(which === 'empty');
});

it('A look makes nothing, and changes nothing that a hard end left', async () => {
  const folder = newFolder();
  const nowhere = await openReadOnly(configured(join(folder, 'not-there')));
  expect(await nowhere.log.head()).toBe('');
  expect(await nowhere.projector.status()).toEqual([]);
  await nowhere.close();
  expect(readdirSync(folder)).toEqual([]);

  const log = await openEventLog(`file:${folder}/events.db`);
  await log.append('a-1', 'NO_STREAM', [newEvent({ type: 'A', data: {} })]);
  const dead = join(folder, 'dead');
  mkdirSync(dead);
  for (const name of ['events.db', 'events.db-wal']) copyFileSync(join(folder, name), join(dead, name));
  await log.close();
  const before = readdirSync(dead).map((name) => [name, statSync(join(dead, name)).mtimeMs]);
  const look = await openReadOnly(configured(dead));
  expect(await look.log.head()).toBe('0000000000000001');
  await look.close();
  expect(readdirSync(dead).map((name) => [name, statSync(join(dead, name)).mtimeMs])).toEqual(before);
});

it('Temporary folders of processes that are no more are removed, those in use are not', () => {
  const inUse = temporaryFolder();
  // Above the largest number that a system gives out.
  const abandoned = inUse.path.replace(`-${process.pid}-`, '-99999999-');
  mkdirSync(abandoned);
  clearTemporaryFolders();
  expect([inUse.path, abandoned].map((path) => existsSync(path))).toEqual([true, false]);
  inUse.remove();
});
