import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../src/app/backup/backup.js';
import { restore } from '../../src/app/backup/restore.js';
import type { Configuration } from '../../src/app/configuration/configuration.js';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openPrivacy } from '../../src/app/open-privacy.js';
import type { Words } from '../../src/privacy/text-store.js';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import { openViewStore } from '../../src/view-store/open-view-store.js';
import { newEvent } from '../support/new-events.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const configured = (folder: string, more: Record<string, string> = {}): Configuration =>
  readConfiguration({ EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db`, ...more }, folder);
const quietly = { version: '1', signal: new AbortController().signal, onProgress: () => undefined };
const save = (configuration: Configuration, folder: string) => backUp(configuration, { ...quietly, folder });
const put = (configuration: Configuration, folder: string, overwrite = false) =>
  restore(configuration, { ...quietly, folder, overwrite });

/** A log and views with something in them, open as a server has them. */
async function serving() {
  const folder = join(newFolder(), 'data');
  const configuration = configured(folder);
  const log = await openEventLog(`file:${folder}/events.db`);
  const views = await openViewStore(`file:${folder}/views.db`);
  await views.create('view', {});
  await views.saveCheckpoint('view', '0000000000000001');
  const append = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        log.append(`a-${Math.random()}`, 'NO_STREAM', [newEvent({ type: 'A', data: { text: 'x'.repeat(2_000) } })]),
      ),
    );
  await append(50);
  const close = async () => {
    await log.close();
    await views.close();
  };
  return { folder, configuration, log, append, close };
}

/** A backup, and nothing that it was made of any more. */
async function backedUp(): Promise<string> {
  const { configuration, close } = await serving();
  const into = join(newFolder(), 'backup');
  await save(configuration, into);
  await close();
  return into;
}

const eventsIn = async (folder: string) => {
  const log = await openEventLog(`file:${folder}/events.db`);
  const ids: string[] = [];
  for await (const page of log.read('')) ids.push(...page.map(({ id }) => id));
  await log.close();
  return ids;
};

describe('A backup', () => {
  it('made while events are recorded has all that were there when it began, and goes back with the views', async () => {
    const { configuration, log, append, close } = await serving();
    const into = join(newFolder(), 'deep', 'backup');
    const before = await log.head();
    let isDone = false;
    const [manifest] = await Promise.all([
      save(configuration, into).finally(() => (isDone = true)),
      (async () => {
        while (!isDone) await append(10);
      })(),
    ]);
    expect(manifest.log.position >= before).toBe(true);
    expect(manifest).toMatchObject({
      format: 'rapport-backup/1',
      organizationId: 'hospital',
      keys: [],
      texts: null,
      views: { name: 'views.db' },
    });
    expect(readdirSync(into).sort()).toEqual(['backup.json', 'events.db', 'views.db']);
    expect(readdirSync(into).filter((name) => (statSync(join(into, name)).mode & 0o077) !== 0)).toEqual([]);
    await close();

    const back = newFolder();
    expect(await put(configured(back), into)).toMatchObject({ viewsAre: 'RESTORED', log: { events: manifest.log.events } });
    const all = await eventsIn(configuration.eventLog.engine === 'embedded' ? join(configuration.eventLog.file, '..') : '');
    expect(await eventsIn(back)).toEqual(all.slice(0, manifest.log.events));
    const views = await openViewStore(`file:${back}/views.db`);
    expect(await views.checkpoint('view')).toBe('0000000000000001');
    await views.close();
  });

  it('does not replace a log with events, unless told so', async () => {
    const into = await backedUp();
    const { folder, configuration, append, close } = await serving();
    await append(1);
    await close();
    await expect(put(configuration, into)).rejects.toMatchObject({
      code: 'ILLEGAL_MOVE',
      remedy: expect.stringContaining('--overwrite'),
      reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
    });
    expect(await eventsIn(folder)).toHaveLength(51);
    await put(configuration, into, true);
    expect(await eventsIn(folder)).toHaveLength(50);
  });

  it.each<[string, string, (folder: string) => void]>([
    ['a changed byte', 'STORE_CORRUPT', (folder) => changeByte(join(folder, 'events.db'))],
    ['a changed byte of the views', 'STORE_CORRUPT', (folder) => changeByte(join(folder, 'views.db'))],
    ['a log cut short', 'STORE_CORRUPT', (folder) => truncateSync(join(folder, 'events.db'), 8_192)],
    ['a log that is gone', 'STORE_CORRUPT', (folder) => rmSync(join(folder, 'events.db'))],
    ['a list that is gone', 'INVALID_FILE', (folder) => rmSync(join(folder, 'backup.json'))],
    [
      'a list that is none',
      'INVALID_FILE',
      (folder) => writeFileSync(join(folder, 'backup.json'), '{"format":"rapport-backup/1"}'),
    ],
  ])('with %s is refused, and changes nothing', async (_, code, damage) => {
    const into = await backedUp();
    damage(into);
    const back = newFolder();
    await expect(put(configured(back), into)).rejects.toMatchObject({ code });
    expect(readdirSync(back)).toEqual([]);
  });

  it('of another organisation is refused', async () => {
    const into = await backedUp();
    await expect(put(configured(newFolder(), { ORGANIZATION_ID: 'other' }), into)).rejects.toMatchObject({
      field: 'ORGANIZATION_ID',
    });
  });

  it('is not written over what is there already, but over what an interrupted one left', async () => {
    const { configuration, close } = await serving();
    const folder = newFolder();
    const taken = join(folder, 'taken');
    mkdirSync(taken);
    writeFileSync(join(taken, 'letter.txt'), 'mine');
    await expect(save(configuration, taken)).rejects.toMatchObject({ code: 'INVALID_FILE' });
    expect(readFileSync(join(taken, 'letter.txt'), 'utf8')).toBe('mine');

    const into = join(folder, 'into');
    const stopping = new AbortController();
    const onProgress = () => stopping.abort(new Error('stopped'));
    await expect(backUp(configuration, { ...quietly, folder: into, signal: stopping.signal, onProgress })).rejects.toThrow(
      'stopped',
    );
    await expect(put(configured(newFolder()), into)).rejects.toMatchObject({ code: 'INVALID_FILE' });
    await save(configuration, into);
    await expect(save(configuration, into)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await close();
  });

  it('takes the key only to another place, and says when there is none', async () => {
    const { folder, close } = await serving();
    const place = newFolder();
    writeFileSync(join(place, 'master.key'), 'secret');
    const withKey = configured(folder, { MASTER_KEY_FILE: join(place, 'master.key') });
    const into = join(place, 'backup');
    await expect(backUp(withKey, { ...quietly, folder: into, keys: join(into, 'keys') })).rejects.toMatchObject({
      field: 'keys',
    });
    const { keys } = await backUp(withKey, { ...quietly, folder: into, keys: join(place, 'keys') });
    expect(keys.map((file) => readFileSync(file, 'utf8'))).toEqual(['secret']);
    expect(readdirSync(into)).not.toContain('master.key');
    const without = await backUp(configured(folder), { ...quietly, folder: join(place, 'other'), keys: join(place, 'none') });
    expect(without.keys).toEqual([]);
    await close();
  });
});

describe('A backup of texts', () => {
  const words: Words = {
    ...{ subject: 'ann', stream: 'ticket-T1', kind: 'LogTicket.summaryRef', writtenAt: '2026-03-01T08:00:00.000Z' },
    parts: { title: 'The printer' },
  };
  /** A served folder with a text, its backup and the backup of its keys. */
  async function withTexts() {
    const { configuration, close } = await serving();
    const privacy = await openPrivacy(configuration);
    await privacy.texts.put([words]);
    const ref = privacy.texts.refOf(words);
    const [into, keys] = [join(newFolder(), 'backup'), join(newFolder(), 'keys')];
    const made = await backUp(configuration, { ...quietly, folder: into, keys });
    return { configuration, privacy, ref, into, keys, made, close };
  }
  const stateOf = async (configuration: Configuration, ref: string) => {
    const privacy = await openPrivacy(configuration);
    return privacy.texts
      .get([ref])
      .then((found) => found.get(ref)?.state, privacy.close)
      .finally(() => privacy.close());
  };

  it('is refused as a whole where saved keys are cut off, or none are there', async () => {
    const { into, keys, close } = await withTexts();
    await close();
    const target = join(newFolder(), 'target');
    const refused = async (spoil: (copy: string) => void, code: string) => {
      const copy = join(newFolder(), 'keys');
      cpSync(keys, copy, { recursive: true });
      spoil(copy);
      const put = restore(configured(target), { ...quietly, folder: into, overwrite: false, keys: copy });
      await expect(put).rejects.toMatchObject({ code });
      expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
    };
    await refused((copy) => truncateSync(join(copy, 'keys.db'), statSync(join(copy, 'keys.db')).size / 2), 'STORE_CORRUPT');
    await refused((copy) => truncateSync(join(copy, 'master.key'), 20), 'STORE_CORRUPT');
    await refused((copy) => rmSync(copy, { recursive: true }), 'INVALID_FILE');
  });

  it('has them without their keys, and goes to another machine with both', async () => {
    const { privacy, ref, into, keys, made, close } = await withTexts();
    await privacy.close();
    await close();
    expect(made.texts).toMatchObject({ name: 'texts.db' });
    expect(readdirSync(into).sort()).toEqual(['backup.json', 'events.db', 'texts.db', 'views.db']);
    expect(readdirSync(keys).sort()).toEqual(['keys.db', 'master.key']);
    const [alone, whole] = [configured(newFolder()), configured(newFolder())];
    await put(alone, into);
    expect(await stateOf(alone, ref)).toBe('ERASED');
    await restore(whole, { ...quietly, folder: into, overwrite: false, keys });
    expect(await stateOf(whole, ref)).toBe('KEPT');
  });

  it('that is put back brings nobody back who was erased since', async () => {
    const { configuration, privacy, ref, into, close } = await withTexts();
    await privacy.texts.forget('ann');
    await privacy.close();
    await close();
    await put(configuration, into, true);
    expect(await stateOf(configuration, ref)).toBe('ERASED');
  });
});

function changeByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length - 100]! ^= 1;
  writeFileSync(file, bytes);
}
