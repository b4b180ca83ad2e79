import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Durability } from '../../../src/event-log/embedded/group-commit.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { newEvent } from '../../support/new-events.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
/** Files are looked at every two milliseconds at the most. */
const aMoment = () => delay(3);
const append = (log: EventLog, stream: string) => log.append(stream, 'NO_STREAM', [newEvent({ type: 'A', data: {} })]);
const filesOf = (file: string) =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith('events.db'))
    .map((name) => join(dirname(file), name));

async function opened(): Promise<{ readonly file: string; readonly log: EventLog }> {
  const file = join(folder(), 'data', 'events.db');
  const log = await openEventLog(`file:${file}`);
  await append(log, 'a-1');
  return { file, log };
}

describe('An embedded log whose files are taken away while it is open', () => {
  it.each<[string, (file: string) => void]>([
    ['deleted', (file) => filesOf(file).forEach((name) => rmSync(name))],
    ['deleted, the write-ahead log alone', (file) => rmSync(`${file}-wal`)],
    ['deleted, the lock alone', (file) => rmSync(`${file}.lock`)],
    ['moved', (file) => renameSync(file, `${file}.old`)],
    ['moved with their folder', (file) => renameSync(dirname(file), `${dirname(file)}-old`)],
    [
      'replaced',
      (file) => {
        copyFileSync(file, `${file}.new`);
        renameSync(`${file}.new`, file);
      },
    ],
    [
      'replaced by a link that leads nowhere',
      (file) => {
        rmSync(file);
        symlinkSync(file, file);
      },
    ],
    ['written over', (file) => writeFileSync(file, '')],
  ])('%s: refuses what comes, and closes', async (_, takeAway) => {
    const { file, log } = await opened();
    takeAway(file);
    await aMoment();
    await expect(append(log, 'a-2')).rejects.toMatchObject({
      code: 'LOG_UNAVAILABLE',
      remedy: expect.stringContaining('restore'),
    });
    await expect(log.head()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    await log.close();
  });

  it('that cannot be read through what holds it open: refuses, and goes on once it can', async () => {
    const { log } = await opened();
    const { opened: held } = log as unknown as { opened: { descriptor: number } };
    const { descriptor } = held;
    held.descriptor = 2 ** 30;
    await expect(append(log, 'a-2')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    held.descriptor = descriptor;
    await append(log, 'a-2');
    // While what was committed is noted: the answer is a refusal as well, not a fault of ours.
    vi.spyOn(Durability.prototype, 'reached').mockImplementationOnce(async () => void (held.descriptor = 2 ** 30));
    await expect(append(log, 'a-3')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    held.descriptor = descriptor;
    await log.close();
  });

  it('while it writes: acknowledges nothing that nobody would find again', async () => {
    const { file, log } = await opened();
    vi.spyOn(Durability.prototype, 'reached').mockImplementationOnce(async () => {
      renameSync(dirname(file), `${dirname(file)}-old`);
      await aMoment();
    });
    await expect(append(log, 'a-2')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    await log.close();
  });

  it('goes on when they are back', async () => {
    const { file, log } = await opened();
    renameSync(dirname(file), `${dirname(file)}-old`);
    await aMoment();
    await expect(append(log, 'a-2')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    renameSync(`${dirname(file)}-old`, dirname(file));
    await aMoment();
    expect(await append(log, 'a-2')).toMatchObject({ revision: 0 });
    await log.close();
  });

  it('is not misled by a file’s time', async () => {
    const { file, log } = await opened();
    utimesSync(file, 1, 1);
    expect(await append(log, 'a-2')).toMatchObject({ revision: 0 });
    await log.close();
  });
});

describe('A copy of the file made while the log is open', () => {
  const copied = (file: string, ...endings: readonly string[]) => {
    const copy = join(folder(), 'events.db');
    for (const ending of endings) copyFileSync(`${file}${ending}`, `${copy}${ending}`);
    return copy;
  };

  it('is refused alone, every time, until somebody says to go on without the rest', async () => {
    const { file, log } = await opened();
    const copy = copied(file, '');
    for (let time = 0; time < 2; time += 1)
      await expect(openEventLog(`file:${copy}`)).rejects.toMatchObject({
        code: 'STORE_CORRUPT',
        remedy: expect.stringContaining(`${copy}-wal`),
      });
    appendFileSync(`${copy}-wal`, '');
    const rest = await openEventLog(`file:${copy}`);
    expect(await append(rest, 'a-9')).toMatchObject({ revision: 0 });
    await rest.close();
    await log.close();
  });

  it('is the log together with its write-ahead log, as after a hard end', async () => {
    const { file, log } = await opened();
    const copy = await openEventLog(`file:${copied(file, '', '-wal')}`);
    expect(await copy.head()).toBe(await log.head());
    await Promise.all([copy.close(), log.close()]);
  });

  it('is the log when it was closed', async () => {
    const { file, log } = await opened();
    await log.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    const copy = await openEventLog(`file:${copied(file, '')}`);
    await copy.close();
  });
});

it('The files are for their owner alone, also where they and their folder were not', async () => {
  const place = join(folder(), 'data');
  mkdirSync(place, { mode: 0o755 });
  const file = join(place, 'events.db');
  appendFileSync(file, '', { mode: 0o644 });
  const log = await openEventLog(`file:${file}`);
  await append(log, 'a-1');
  expect(filesOf(file).filter((name) => (statSync(name).mode & 0o077) !== 0)).toEqual([]);
  await log.close();
});
