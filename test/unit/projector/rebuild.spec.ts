import { beforeEach, describe, expect, it } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { Catalog } from '../../../src/projector/catalog.js';
import { Projector } from '../../../src/projector/projector.js';
import { completeUnfinished, rebuild } from '../../../src/projector/rebuild.js';
import type { ViewStore } from '../../../src/view-store/view-store.js';
import { ManualClock } from '../../support/manual-clock.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { sumProjection, type Sum } from '../../support/sum-projection.js';

const coded = (codeHash: string) => ({ projection: sumProjection('sums'), codeHash });

let log: MemoryEventLog;
let store: MemoryViewStore;
let clock: ManualClock;
const failures: unknown[] = [];
beforeEach(async () => {
  log = new MemoryEventLog();
  store = new MemoryViewStore();
  clock = new ManualClock();
  failures.length = 0;
  await log.append('counter-a', 'ANY', [newEvent({ type: 'Added', data: { amount: 4 } })]);
});

/** A process over the store, with some of its calls in other words. */
const projectorOn = (calls: Partial<ViewStore>, codeHash = 'one') =>
  new Projector({
    log,
    store: Object.assign(Object.create(store) as ViewStore, calls),
    projections: [coded(codeHash)],
    owner: 'me',
    onError: (error) => failures.push(error),
    clock,
  });
const active = async () => (await new Catalog(store).entry('sums')).active!.collection;
const total = async () => (await store.load<Sum>(await active(), ['all'])).get('all')?.document?.total;

describe('A rebuild', () => {
  /** A store that does not answer when a page is done, until then. */
  const awayUntil = (milliseconds: number): Partial<ViewStore> => ({
    saveCheckpoint: async (collection, position) => {
      if (clock.now() < milliseconds) throw new RapportError('VIEWS_UNAVAILABLE', 'no answer');
      await store.saveCheckpoint(collection, position);
    },
  });
  const pass = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 500) await clock.pass(500);
  };

  it('waits while the store is away, and ends with its error after half a minute, the running view untouched', async () => {
    for (const [milliseconds, code] of [
      [20_000, undefined],
      [90_000, 'VIEWS_UNAVAILABLE'],
    ] as const) {
      const projector = projectorOn(awayUntil(clock.now() + milliseconds));
      const before = (await projector.catalog.ensure(coded('one'))).active!.collection;
      const ended = rebuild(projector, coded('one')).catch((error: RapportError) => error.code);
      await pass(60_000);
      expect(await ended).toBe(code);
      expect((await active()) === before).toBe(code !== undefined);
    }
    expect(await total()).toBe(4);
  });

  it('that an outage cut off at the start is taken up again', async () => {
    await new Catalog(store).ensure(coded('old'));
    const projector = projectorOn(awayUntil(45_000), 'new');
    await projector.start();
    const completed = completeUnfinished(projector);
    await pass(40_000);
    expect([failures.length, await total()]).toEqual([1, undefined]);
    await pass(20_000);
    await completed;
    expect(await total()).toBe(4);
    await projector.stop();
  });

  it('whose collection another one drops says so', async () => {
    const projector = projectorOn({
      load: async () => {
        await new Catalog(store).startBuild(coded('one'));
        throw new RapportError('NOT_INDEXED', 'made anew by a late write, without indexes');
      },
    });
    await projector.catalog.ensure(coded('one'));
    await expect(rebuild(projector, coded('one'))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that another process completes while it waits for the lease writes nothing more', async () => {
    const written: string[] = [];
    const projector = projectorOn({
      // The other one has taken the build up, and is done with it before it gives the lease back.
      lease: async (name, owner, milliseconds) => {
        const { building } = await new Catalog(store).entry('sums');
        if (building) await new Catalog(store).flip('sums', building.collection);
        return building === null && store.lease(name, owner, milliseconds);
      },
      write: async (collection, records) => {
        written.push(collection);
        return store.write(collection, records);
      },
    });
    const before = (await projector.catalog.ensure(coded('one'))).active!.collection;
    const ended = rebuild(projector, coded('one'));
    await pass(2_000);
    await ended;
    expect(await active()).not.toBe(before);
    expect(written).toEqual([]);
  });
});
