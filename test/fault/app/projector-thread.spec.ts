import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { ThreadedProjector } from '../../../src/app/projecting/threaded-projector.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { WriteCount } from '../../../src/view-store/embedded/write-count.js';
import { openViewsInThread } from '../../../src/view-store/open-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { until } from './until.js';

const folder = temporaryFolders();
const threadOf = (projector: ThreadedProjector) =>
  (projector as unknown as { thread: { running: { worker: Worker } } }).thread.running.worker;

async function opened() {
  const urls = { eventLog: `file:${join(folder(), 'events.db')}`, viewStore: `file:${join(folder(), 'views.db')}` };
  const log = await openEventLog(urls.eventLog);
  const written = new WriteCount();
  const projector = await ThreadedProjector.start({ ...urls, written: written.memory });
  const register = async () => {
    const departmentId = randomUUID();
    const registered = newEvent({ type: 'DepartmentRegistered', data: { departmentId, name: 'Ward', kind: 'CLINICAL' } });
    return (await log.append(`department-${departmentId}`, 'NO_STREAM', [registered])).position;
  };
  const close = async () => {
    await projector.stop();
    await log.close();
  };
  const viewsBeside = () => openViewsInThread(urls.viewStore, written);
  return { viewsBeside, projector, register, close };
}

it('projects what another thread appends, tells of its progress and passes refusals on as they are', async () => {
  const { projector, register, close } = await opened();
  const position = await register();
  await projector.caughtUp(position);
  const status = await projector.status();
  expect(status.find(({ name }) => name === 'department')).toMatchObject({ state: 'LIVE', position, behind: 0 });
  await expect(projector.rollback('department')).rejects.toMatchObject({
    name: 'RapportError',
    code: 'ILLEGAL_MOVE',
    remedy: expect.stringContaining('after a rebuild'),
  });
  const told: number[] = [];
  await projector.rebuild('department', ({ done }) => told.push(done));
  expect(told.at(-1)).toBe(1);
  expect(await projector.verify('department')).toEqual([
    { name: 'department', documents: 1, different: 0, firstDifference: null },
  ]);
  await close();
});

it('tells those who read beside it of every page, before anybody hears that it is folded', async () => {
  const { viewsBeside, projector, register, close } = await opened();
  await projector.caughtUp(await register());
  const views = await viewsBeside();
  const { collection } = (await views.catalog()).find(({ projection }) => projection === 'department')!.active!;
  for (let page = 0; page < 5; page += 1) {
    const position = await register();
    await projector.caughtUp(position);
    expect((await views.checkpoints()).get(collection)).toBe(position);
  }
  await views.close();
  await close();
});

it('stops waiting when the asker does', async () => {
  const { projector, close } = await opened();
  const asking = new AbortController();
  const waiting = projector.caughtUp('9999999999999999', asking.signal);
  asking.abort();
  await expect(waiting).rejects.toThrow();
  await close();
});

it('is started anew when its thread dies, and misses nothing', async () => {
  const { viewsBeside, projector, register, close } = await opened();
  await projector.caughtUp(await register());
  const views = await viewsBeside();
  const { collection } = (await views.catalog()).find(({ projection }) => projection === 'department')!.active!;
  const unanswered = projector.caughtUp('9999999999999999');
  const refused = expect(unanswered).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
  await threadOf(projector).terminate();
  await refused;
  const position = await register();
  // Nothing is asked of the projector: it starts again by itself.
  await until(
    async () => (await views.checkpoints()).get(collection),
    (reached) => reached === position,
    20_000,
  );
  expect(await views.count(collection, {})).toBe(2);
  await views.close();
  await close();
});

it('says why it cannot start, and leaves no thread', async () => {
  const urls = { eventLog: `file:${join(folder(), 'absent.db')}`, viewStore: `file:${join(folder(), 'views.db')}` };
  await expect(ThreadedProjector.start({ ...urls, written: new WriteCount().memory })).rejects.toMatchObject({
    code: 'INVALID_CONFIGURATION',
  });
});
