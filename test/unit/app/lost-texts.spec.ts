import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { logger } from '../../../src/app/logger.js';
import { openPrivacy, openPrivacyAtRest } from '../../../src/app/open-privacy.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
afterEach(() => vi.restoreAllMocks());

const configured = (folder: string) =>
  readConfiguration({ EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` }, folder);

/** What somebody finds who only looks. */
async function look(folder: string) {
  const before = readdirSync(folder);
  const privacy = await openPrivacyAtRest(configured(folder));
  await privacy?.close();
  expect(readdirSync(folder)).toEqual(before);
  return privacy?.lost?.detail;
}

/** Opens the store as a server does at its start. Returns what it warns of. */
async function start(
  folder: string,
  use: (privacy: Awaited<ReturnType<typeof openPrivacy>>) => Promise<unknown> = async () => 0,
) {
  const warn = vi.spyOn(logger, 'warn').mockReset();
  const privacy = await openPrivacy(configured(folder));
  await use(privacy);
  await privacy.close();
  return warn.mock.calls.map(([, message]) => message);
}
const lose = (folder: string, name: string) => {
  for (const file of readdirSync(folder)) if (file.startsWith(name)) rmSync(join(folder, file));
};
const words = {
  ref: 'text-1',
  subject: 'person-1',
  stream: 'ticket-T1',
  kind: 'LogTicket.summaryRef',
  parts: { title: 'Printer' },
};

it.each([
  ['keys.db', 'The keys are not those'],
  ['texts.db', 'There are keys'],
])('A start without the %s that was there before says so, and so does a look beforehand', async (name, said) => {
  const folder = newFolder();
  expect(await look(folder)).toBeUndefined();
  expect(await start(folder)).toEqual([]);
  expect(await start(folder, ({ texts }) => texts.put([{ ...words, writtenAt: '2026-03-01T08:00:00.000Z' }]))).toEqual([]);
  expect(await start(folder)).toEqual([]);
  expect(await look(folder)).toBeUndefined();
  lose(folder, name);
  expect(await look(folder)).toContain(said);
  expect(await start(folder)).toEqual([expect.stringContaining(said)]);
  // Texts that nobody can read any more stay in need of their keys; texts that are gone are said once.
  expect(await start(folder)).toEqual(name === 'keys.db' ? [expect.stringContaining(said)] : []);
});

it('A master key that is gone is missed by who only looks, as by a start; not by a machine that only projects', async () => {
  const folder = newFolder();
  await start(folder);
  lose(folder, 'master.key');
  const missed = { code: 'INVALID_CONFIGURATION', message: expect.stringContaining('only this key decrypts') as unknown };
  await expect(look(folder)).rejects.toMatchObject(missed);
  await expect(start(folder)).rejects.toMatchObject(missed);
  expect(await openPrivacyAtRest({ ...configured(folder), role: 'projector' })).toBeUndefined();
});
