import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Position } from '../../../src/domain/kernel/event.js';
import { type EventLog, PAGE_SIZE } from '../../../src/event-log/event-log.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { Control } from '../../../src/projector/control.js';
import { FoldTarget } from '../../../src/projector/fold-target.js';
import { Projector } from '../../../src/projector/projector.js';
import { completeUnfinished } from '../../../src/projector/rebuild.js';
import { openViewStore } from '../../../src/view-store/open-view-store.js';
import type { ViewStore } from '../../../src/view-store/view-store.js';
import { newEvent } from '../../support/new-events.js';
import { sumProjection, type Sum } from '../../support/sum-projection.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

let log: EventLog;
let store: ViewStore;
const running: Projector[] = [];
afterEach(async () => {
  for (const projector of running.splice(0)) await projector.stop();
  await store.close();
  await log.close();
});
// Behind the closing: hooks run in the order of their making.
const temporaryFolder = temporaryFolders();
beforeEach(async () => {
  const folder = temporaryFolder();
  log = await openEventLog(`file:${join(folder, 'events.db')}`);
  store = await openViewStore(`file:${join(folder, 'views.db')}`);
});

async function start(codeHash = 'one', projection = sumProjection()) {
  const projector = new Projector({
    log,
    store,
    projections: [{ projection, codeHash }],
    owner: randomUUID(),
    onError: (error) => {
      failures.push(error);
      hear(error);
    },
  });
  await projector.start();
  running.push(projector);
  return { projector, control: new Control(projector, () => openViewStore('memory:')) };
}
const failures: unknown[] = [];
let hear: (failure: unknown) => void = () => undefined;
const revisions = new Map<string, number>();
beforeEach(() => {
  failures.length = 0;
  revisions.clear();
});

async function add(stream: string, ...amounts: number[]): Promise<Position> {
  const revision = revisions.get(stream) ?? -1;
  revisions.set(stream, revision + amounts.length);
  const events = amounts.map((amount) => newEvent({ type: 'Added', data: { amount } }));
  return (await log.append(`counter-${stream}`, revision === -1 ? 'NO_STREAM' : revision, events)).position;
}
async function sums(): Promise<Record<string, Sum | null>> {
  const active = (await store.catalog())[0]!.active!.collection;
  const records = await store.load<Sum>(active, ['counter-a', 'counter-b', 'all']);
  return Object.fromEntries([...records].map(([key, { document }]) => [key, document]));
}

describe('the projector', () => {
  it('takes in what was there, then what comes', async () => {
    await add('a', 1, 2);
    const { control } = await start();
    await control.caughtUp(await add('b', 5));
    expect(await sums()).toEqual({
      'counter-a': { total: 3, events: 2 },
      'counter-b': { total: 5, events: 1 },
      all: { total: 8, events: 3 },
    });
    expect(await control.status()).toMatchObject([
      { name: 'sums', state: 'LIVE', behind: 0, parked: 0, position: await log.head() },
    ]);
  });

  it('begins with so large a part of the log that a document of many events is written once', async () => {
    for (const stream of ['a', 'b']) await add(stream, ...Array.from({ length: 2_500 }, () => 1));
    const write = vi.spyOn(store, 'write');
    const { control } = await start();
    await control.caughtUp(await log.head());
    expect(write).toHaveBeenCalledOnce();
    expect(await sums()).toMatchObject({ all: { total: 5_000, events: 5_000 } });
  });

  it('takes a great many that come at once as one, so that a document of many of them is written once', async () => {
    const { control } = await start();
    await control.caughtUp(await add('a', 1));
    const written = vi.spyOn(store, 'write');
    // More than a page of the log.
    await control.caughtUp(await add('b', ...new Array<number>(PAGE_SIZE + 500).fill(1)));
    expect(written.mock.calls.map(([, records]) => records.length)).toEqual([2]);
    expect((await sums())['all']).toEqual({ total: PAGE_SIZE + 501, events: PAGE_SIZE + 501 });
  });

  it('goes on after a restart where it was', async () => {
    const first = await start();
    await first.control.caughtUp(await add('a', 1));
    await first.projector.stop();
    const position = await add('a', 2);
    expect(await first.control.status()).toMatchObject([{ state: 'CATCHING_UP', behind: 1 }]);
    const second = await start();
    await second.control.caughtUp(position);
    expect(await sums()).toMatchObject({ all: { total: 3, events: 2 } });
  });

  it('leaves the same documents when two project at once', async () => {
    for (let index = 0; index < 50; index += 1) await add(index % 2 ? 'a' : 'b', 100 + index, 1);
    const one = await start();
    const collection = (await store.catalog())[0]!.active!.collection;
    // The lease would keep a second one away: this one does not ask for it, and takes small pages.
    const second = new FoldTarget(sumProjection(), collection, store);
    for await (const page of log.read(''))
      for (let from = 0; from < page.length; from += 7) await second.take(page.slice(from, from + 7));
    await one.control.caughtUp(await log.head());
    expect(await sums()).toMatchObject({ all: { events: 100 } });
    expect(await one.control.verify()).toMatchObject([{ documents: 3, different: 0, firstDifference: null }]);
  });

  it('ignores events of types it does not handle, and still moves on', async () => {
    const { control } = await start();
    const { position } = await log.append('counter-x', 'NO_STREAM', [newEvent({ type: 'SomethingElse', data: {} })]);
    await control.caughtUp(position);
    expect(await sums()).toEqual({});
  });

  it('says so when the views are of another log', async () => {
    const { projector, control } = await start();
    await control.caughtUp(await add('a', 1, 2));
    await projector.stop();
    await log.close();
    log = await openEventLog(`file:${join(temporaryFolder(), 'events.db')}`);

    const failure = new Promise((resolve) => (hear = resolve));
    const other = await start();
    expect(await other.control.status()).toMatchObject([{ state: 'STALLED', behind: 0 }]);
    expect(await failure).toMatchObject({ code: 'INVALID_POSITION', field: 'VIEW_STORE' });
  });

  it('finds a document that was tampered with', async () => {
    const { control } = await start();
    await control.caughtUp(await add('a', 4));
    const { active } = (await store.catalog())[0]!;
    const [, record] = [...(await store.load(active!.collection, ['all']))][0]!;
    await store.amend(active!.collection, { ...record, document: { total: 5, events: 1 } });
    expect(await control.verify('sums')).toEqual([{ name: 'sums', documents: 2, different: 1, firstDifference: 'all' }]);
  });
});

describe('a bad event', () => {
  it('is parked with its reason, the same key waits behind it and nobody else does', async () => {
    const { control } = await start();
    await add('a', 1, 13, 2);
    await control.caughtUp(await add('b', 5));
    expect(await sums()).toMatchObject({ 'counter-a': { total: 1 }, 'counter-b': { total: 5 }, all: { total: 1 } });
    expect(await control.parked.list({})).toMatchObject([
      { projection: 'sums', key: 'all', type: 'Added', reason: 'thirteen cannot be added', waiting: 2 },
      { projection: 'sums', key: 'counter-a', waiting: 1 },
    ]);
    expect(await control.status()).toMatchObject([{ state: 'LIVE', parked: 2 }]);
  });

  it('stays parked when it is replayed in vain; dropped, what waited behind it is folded', async () => {
    const { control } = await start();
    await add('a', 1, 13, 2);
    await control.caughtUp(await add('b', 5));
    expect(await control.parked.replay({})).toEqual({ replayed: 0, stillParked: 2 });
    const { revision } = (await store.catalog())[0]!;
    expect(await control.parked.drop({ key: 'counter-a' })).toEqual({ dropped: 1 });
    // No event tells those who keep what they read: the catalog does.
    expect((await store.catalog())[0]!.revision).toBeGreaterThan(revision);
    expect(await sums()).toMatchObject({ 'counter-a': { total: 3 }, all: { total: 1 } });
    expect(await control.parked.list({ key: 'all' })).toMatchObject([{ projection: 'sums', key: 'all' }]);
    for (const ask of ['list', 'replay', 'drop'] as const)
      await expect(control.parked[ask]({ projection: 'sum' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'name' });
    await control.parked.drop({});
    await control.caughtUp(await add('a', 4));
    expect(await sums()).toMatchObject({ 'counter-a': { total: 7, events: 3 }, all: { total: 12, events: 4 } });
    expect(await control.parked.list({})).toEqual([]);
  });
});

describe('a rebuild', () => {
  it('builds aside, switches in one step and can be taken back', async () => {
    const { control } = await start();
    await control.caughtUp(await add('a', 1, 2));
    const before = (await store.catalog())[0]!.active!;
    const progress: number[] = [];
    await control.rebuild('sums', ({ done }) => progress.push(done));
    const [after] = await store.catalog();
    expect(after).toMatchObject({ previous: before, building: null });
    expect(after!.active!.collection).not.toBe(before.collection);
    expect(progress).toEqual([2]);
    await control.caughtUp(await add('a', 4));
    expect(await sums()).toMatchObject({ all: { total: 7 } });
    await control.rollback('sums');
    await control.caughtUp(await add('a', 8));
    expect((await store.catalog())[0]).toMatchObject({ active: before, previous: after!.active });
    expect(await sums()).toMatchObject({ all: { total: 15, events: 4 } });
  });

  it('comes by itself when the code has changed; the old view serves until then', async () => {
    const first = await start('one');
    await first.control.caughtUp(await add('a', 1, 2));
    await first.projector.stop();
    const second = await start('two');
    expect(await second.control.status()).toMatchObject([{ state: 'REBUILDING' }]);
    expect(await sums()).toMatchObject({ all: { total: 3 } });
    await completeUnfinished(second.projector);
    expect((await store.catalog())[0]).toMatchObject({
      active: { codeHash: 'two' },
      previous: { codeHash: 'one' },
      building: null,
    });
    await second.control.caughtUp(await add('a', 4));
    expect(await sums()).toMatchObject({ all: { total: 7 } });
  });

  it('that is stopped half-way leaves the running view, and the next one builds it whole', async () => {
    const { control } = await start();
    await control.caughtUp(await add('a', 1, 2));
    const stop = new AbortController();
    const stopped = control.rebuild('sums', () => stop.abort(), stop.signal);
    await expect(stopped).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('stopped') as string });
    expect(await store.catalog()).toMatchObject([{ previous: null, building: { version: 1 } }]);
    await control.rebuild('sums');
    await control.caughtUp(await log.head());
    expect(await sums()).toMatchObject({ all: { total: 3, events: 2 } });
  });

  it('of an unknown view is NOT_FOUND, and a rollback without a rebuild is refused', async () => {
    const { control } = await start();
    await expect(control.rebuild('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'name' });
    await expect(control.rollback('sums')).rejects.toMatchObject({
      code: 'ILLEGAL_MOVE',
      reasons: [{ field: 'name', code: 'NOTHING_THERE' }],
    });
  });
});
