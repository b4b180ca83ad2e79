import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Catalog } from '../../../src/projector/catalog.js';
import { Control } from '../../../src/projector/control.js';
import { Projector } from '../../../src/projector/projector.js';
import type { CatalogEntry, ViewStore } from '../../../src/view-store/view-store.js';
import { ManualClock } from '../../support/manual-clock.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { sumProjection, type Sum } from '../../support/sum-projection.js';

const SUMS = { projection: sumProjection('sums'), codeHash: 'one' };

let log: MemoryEventLog;
let store: MemoryViewStore;
let clock: ManualClock;
const running: Projector[] = [];
beforeEach(() => {
  log = new MemoryEventLog();
  store = new MemoryViewStore();
  clock = new ManualClock();
});
afterEach(async () => {
  for (const projector of running.splice(0)) await projector.stop();
});

async function start(): Promise<Control> {
  const projector = new Projector({ log, store, projections: [SUMS], owner: 'me', onError: () => undefined, clock });
  await projector.start();
  running.push(projector);
  return new Control(projector, async () => new MemoryViewStore());
}
const add = async (amount: number) =>
  (await log.append('counter-a', 'ANY', [newEvent({ type: 'Added', data: { amount } })])).position;
const active = async () => (await new Catalog(store).entry('sums')).active!.collection;
const twoSeconds = async () => {
  for (let second = 0; second < 2; second += 1) await clock.pass(1_000);
};
const total = async () => (await store.load<Sum>(await active(), ['all'])).get('all')?.document?.total;

describe('a store that is changed by others while views are kept in it', () => {
  it('is filled anew, though no event comes, and goes on', async () => {
    const control = await start();
    await add(1);
    await twoSeconds();
    expect(await total()).toBe(1);
    store.lose('EVERYTHING');
    await twoSeconds();
    await twoSeconds();
    expect(await control.status()).toMatchObject([{ name: 'sums', state: 'LIVE' }]);
    expect(await total()).toBe(1);
    await add(2);
    await twoSeconds();
    expect(await total()).toBe(3);
  });

  it('is told of until then', async () => {
    const control = await start();
    await add(1);
    await twoSeconds();
    const create = store.create.bind(store);
    let letGo: () => void = () => undefined;
    store.create = async (...made) => {
      await new Promise<void>((resolve) => (letGo = resolve));
      return create(...made);
    };
    store.lose('EVERYTHING');
    await twoSeconds();
    expect(await control.status()).toMatchObject([{ name: 'sums', state: 'STALLED' }]);
    letGo();
    await twoSeconds();
    expect(await control.status()).toMatchObject([{ name: 'sums', state: 'LIVE' }]);
  });

  it('is followed by what another process switched it to, though no event comes', async () => {
    await start();
    await add(1);
    await twoSeconds();
    const other = new Catalog(store);
    const { building } = await other.startBuild(SUMS);
    await other.flip('sums', building!.collection);
    await twoSeconds();
    expect(await active()).toBe(building!.collection);
    expect(await total()).toBe(1);
  });

  it('is filled beside what a lost catalog no longer knows of, which may be parts', async () => {
    await start();
    const position = await add(1);
    await twoSeconds();
    await running.pop()!.stop();
    const left = await active();
    await store.amend(left, { key: 'all', position, document: { total: 99, events: 9 } });
    store.lose('CATALOG');
    await start();
    await twoSeconds();
    expect(await total()).toBe(1);
  });

  it('is told of while no process is at work on it', async () => {
    const control = new Control(
      new Projector({
        log,
        store,
        projections: [SUMS, { ...SUMS, projection: sumProjection('others') }],
        owner: 'api',
        onError: () => undefined,
        clock,
      }),
      async () => new MemoryViewStore(),
    );
    expect(await control.status()).toEqual([]);
    await add(1);
    expect(await control.status()).toMatchObject([
      { name: 'sums', state: 'STALLED', behind: 1 },
      { name: 'others', state: 'STALLED', behind: 1 },
    ]);
    // A long log is counted once, not for each view.
    expect(log.reads).toBe(1);
  });

  it('is not left with a build that nobody came to name, nor with what a late write brought back', async () => {
    await start();
    await running.pop()!.stop();
    const replaced = await active();
    // Killed between the collection and its entry: the next one to change the entry has another revision.
    const unnamed = replaced.replace(/_1_[^_]+$/, '_2_killed');
    await store.create(unnamed, {});
    const control = await start();
    expect(await store.collections()).toContain(unnamed);
    for (const name of ['sums', 'sums']) await control.rebuild(name);
    await store.create(replaced, {});
    await running.pop()!.stop();
    await start();
    const { active: now, previous } = await new Catalog(store).entry('sums');
    expect([...(await store.collections())].sort()).toEqual([now!.collection, previous!.collection].sort());
  });

  it('is not left with builds that were made in vain', async () => {
    const other = new Catalog(store);
    const quicker: ViewStore = Object.assign(Object.create(store) as ViewStore, {
      saveCatalog: async (entry: CatalogEntry) => {
        if ((await store.catalog()).length === 0) await other.ensure(SUMS);
        return store.saveCatalog(entry);
      },
    });
    await new Catalog(quicker).ensure(SUMS);
    expect(await store.collections()).toEqual([await active()]);
  });
});
