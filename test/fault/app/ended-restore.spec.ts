import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUp } from '../../../src/app/backup/backup.js';
import { restore } from '../../../src/app/backup/restore.js';
import { refuseHalfRestored } from '../../../src/app/backup/saved-files.js';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { openPrivacy } from '../../../src/app/open-privacy.js';
import { START } from '../../../src/domain/kernel/event.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { openViewStore } from '../../../src/view-store/open-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { runs } from '../../support/runs.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const CHANGING = ['copyFileSync', 'mkdirSync', 'renameSync', 'rmSync', 'writeFileSync'] as const;
/** How many more changes of files there are before the process is as good as dead: it changes none any more. */
let changesLeft = Infinity;
const real = Object.fromEntries(CHANGING.map((name) => [name, fs[name]]));
beforeAll(() => {
  const mortal =
    (change: (...given: unknown[]) => unknown) =>
    (...given: unknown[]) => {
      changesLeft -= 1;
      if (changesLeft < 0) throw new Error('ended');
      return change(...given);
    };
  for (const name of CHANGING) Object.assign(fs, { [name]: mortal(real[name] as (...given: unknown[]) => unknown) });
  syncBuiltinESMExports();
});
afterAll(() => {
  Object.assign(fs, real);
  syncBuiltinESMExports();
});

const newFolder = temporaryFolders();
const quietly = { version: '1', signal: new AbortController().signal, onProgress: () => undefined };
const configured = (folder: string) =>
  readConfiguration({ EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` }, folder);

/** Log, views and texts that all say of which moment they are. */
async function write(folder: string, moment: string, events: number): Promise<void> {
  const log = await openEventLog(`file:${folder}/events.db`);
  for (let n = 0; n < events; n++) await log.append(`${moment}-${n}`, 'NO_STREAM', [newEvent({ type: moment, data: {} })]);
  const views = await openViewStore(`file:${folder}/views.db`);
  await views.create('view', {});
  await views.saveCheckpoint('view', moment);
  const privacy = await openPrivacy(configured(folder));
  await privacy.texts.setNote('moment', moment);
  await Promise.all([log.close(), views.close(), privacy.close()]);
}

async function momentsIn(folder: string): Promise<readonly unknown[]> {
  const log = await openEventLog(`file:${folder}/events.db`);
  const types = new Set<string>();
  for await (const page of log.read(START)) for (const { type } of page) types.add(type);
  const views = await openViewStore(`file:${folder}/views.db`);
  const privacy = await openPrivacy(configured(folder));
  const found = [[...types].join(), await views.checkpoint('view'), await privacy.texts.note('moment')];
  await Promise.all([log.close(), views.close(), privacy.close()]);
  return found;
}

const isRefused = (folder: string): boolean => {
  try {
    refuseHalfRestored(join(folder, 'events.db'));
    return false;
  } catch {
    return true;
  }
};

it('A restore that is ended between any two changes of files leaves what was there, what it brings, or a refusal until it is done again', async () => {
  const [saved, folder] = [newFolder(), newFolder()];
  await write(saved, 'SAVED', 3);
  const into = join(newFolder(), 'backup');
  await backUp(configured(saved), { ...quietly, folder: into });
  const put = () => restore(configured(folder), { ...quietly, folder: into, overwrite: true });
  const left = new Set<string>();
  await write(folder, 'PRESENT', 5);
  for (let changes = 0, isDone = false; !isDone; changes += runs(4, 1)) {
    changesLeft = changes;
    isDone = await put().then(
      () => true,
      () => false,
    );
    changesLeft = Infinity;
    if (isRefused(folder)) {
      left.add('refusal');
      await put();
      expect(isRefused(folder)).toBe(false);
      expect(await momentsIn(folder)).toEqual(['SAVED', 'SAVED', 'SAVED']);
      await write(folder, 'PRESENT', 0);
    } else {
      const moments = await momentsIn(folder);
      left.add(String(moments));
      if (isDone) expect(moments).toEqual(['SAVED', 'SAVED', 'SAVED']);
    }
  }
  // The log is the first restore's from then on: it is refused, or whole, either way.
  expect([...left]).toEqual(['PRESENT,PRESENT,PRESENT', 'refusal', 'SAVED,SAVED,SAVED']);
});
