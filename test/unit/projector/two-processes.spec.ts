import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { Catalog } from '../../../src/projector/catalog.js';
import { Control } from '../../../src/projector/control.js';
import { FoldTarget } from '../../../src/projector/fold-target.js';
import { Projector } from '../../../src/projector/projector.js';
import { completeUnfinished, rebuild } from '../../../src/projector/rebuild.js';
import type { ViewStore } from '../../../src/view-store/view-store.js';
import { ManualClock } from '../../support/manual-clock.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { sumProjection, type Sum } from '../../support/sum-projection.js';

// Situations of several processes, or of a failing store, that the simulation (test/simulation) has found or must find, each by itself.
const coded = (name: string, codeHash = 'one') => ({ projection: sumProjection(name), codeHash });

let log: MemoryEventLog;
let store: MemoryViewStore;
let clock: ManualClock;
let now = Date.UTC(2026, 0, 1);
const running: Projector[] = [];
const failures: unknown[] = [];
beforeEach(() => {
  log = new MemoryEventLog();
  store = new MemoryViewStore(() => now);
  clock = new ManualClock();
  failures.length = 0;
});
afterEach(async () => {
  for (const projector of running.splice(0)) await projector.stop();
});

const projectorOn = (views: ViewStore, owner: string, ...projections: ReturnType<typeof coded>[]) => {
  const projector = new Projector({ log, store: views, projections, owner, onError: (error) => failures.push(error), clock });
  return { projector, control: new Control(projector, async () => new MemoryViewStore()) };
};
async function started(views: ViewStore, owner: string, ...projections: ReturnType<typeof coded>[]) {
  const opened = projectorOn(views, owner, ...projections);
  await opened.projector.start();
  running.push(opened.projector);
  return opened;
}
/** The store, with some of its calls in other words. */
const instead = (calls: Partial<ViewStore>): ViewStore => Object.assign(Object.create(store) as ViewStore, calls);

const add = async (stream: string, amount = 1) =>
  (await log.append(`counter-${stream}`, 'ANY', [newEvent({ type: 'Added', data: { amount } })])).position;
const active = async (name = 'sums') => (await new Catalog(store).entry(name)).active!.collection;
const twoSeconds = async () => {
  for (let second = 0; second < 2; second += 1) await clock.pass(1_000);
};
const totalOf = async (key = 'all', name = 'sums') =>
  (await store.load<Sum>(await active(name), [key])).get(key)?.document?.total;

describe('a fold target', () => {
  it('folds a key again that another projector has made first', async () => {
    await store.create('sums', {});
    for (const amount of [1, 2, 4]) await add('a', amount);
    const other = new FoldTarget(sumProjection(), 'sums', store);
    const overtaken = new FoldTarget(
      sumProjection(),
      'sums',
      instead({
        // Between its reading and its writing the other takes in the first event.
        load: async (collection, keys) => {
          const loaded = await store.load<never>(collection, keys);
          await other.take(log.events.slice(0, 1));
          return loaded;
        },
      }),
    );
    await overtaken.take(log.events);
    const records = await store.load<Sum>('sums', ['all', 'counter-a']);
    expect([...records.values()].map(({ document }) => document)).toEqual([
      { total: 7, events: 3 },
      { total: 7, events: 3 },
    ]);
  });

  it('writes its documents before the checkpoint that says so', async () => {
    await store.create('sums', {});
    const position = await add('a', 5);
    const full = instead({ write: async () => Promise.reject(new RapportError('DISK_FULL', 'the disk is full')) });
    const target = new FoldTarget(sumProjection(), 'sums', full);
    await expect(target.take(log.events)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect([await store.checkpoint('sums'), target.position]).toEqual([null, '']);
    await new FoldTarget(sumProjection(), 'sums', store).take(log.events);
    expect(await store.checkpoint('sums')).toBe(position);
  });
});

describe('the catalog', () => {
  it('is changed anew on what another process made of it meanwhile', async () => {
    const here = new Catalog(
      instead({
        saveCatalog: async (entry) => {
          // The other is faster, once.
          if (entry.revision === 1) await new Catalog(store).ensure(coded('sums', 'theirs'));
          return store.saveCatalog(entry);
        },
      }),
    );
    await here.ensure(coded('sums', 'ours'));
    expect(await new Catalog(store).entry('sums')).toMatchObject({
      active: { codeHash: 'theirs' },
      building: { codeHash: 'ours' },
      revision: 2,
    });
  });

  it('does not switch to what another rebuild has only begun', async () => {
    const catalog = new Catalog(store);
    await catalog.ensure(coded('sums'));
    const first = (await catalog.startBuild(coded('sums'))).building!.collection;
    const second = (await catalog.startBuild(coded('sums'))).building!.collection;
    await expect(catalog.flip('sums', first)).rejects.toMatchObject({ code: 'CONFLICT' });
    await catalog.flip('sums', second);
    expect((await catalog.flip('sums', second)).active!.collection).toBe(second);
  });
});

describe('going back to an earlier version of the program', () => {
  /** Version one took in one event, version two was built anew over two and answers. */
  async function upgraded() {
    const one = await started(store, 'one', coded('sums', 'one'));
    await one.control.caughtUp(await add('a', 1));
    await one.projector.stop();
    await add('a', 2);
    const two = projectorOn(store, 'two', coded('sums', 'two'));
    await new Catalog(store).ensure(coded('sums', 'two'));
    await completeUnfinished(two.projector);
    return { two, entry: await new Catalog(store).entry('sums') };
  }

  it('takes its build up where that stood, and folds what came since', async () => {
    const { entry } = await upgraded();
    const reads: string[] = [];
    const read = log.read.bind(log);
    log.read = (after, options) => {
      reads.push(after);
      return read(after, options);
    };
    await new Catalog(store).ensure(coded('sums', 'one'));
    await completeUnfinished(projectorOn(store, 'one', coded('sums', 'one')).projector);
    expect(await new Catalog(store).entry('sums')).toMatchObject({
      active: { collection: entry.previous!.collection },
      previous: entry.active,
      building: null,
    });
    expect([await totalOf(), reads[0]]).toEqual([3, log.events[0]!.position]);
  });

  it('builds anew when events were dropped since, which the earlier build may have parked', async () => {
    const { entry } = await upgraded();
    await new Catalog(store).drop('sums', [{ key: 'all', eventId: 'gone' }]);
    const { building } = await new Catalog(store).ensure(coded('sums', 'one'));
    expect([building!.codeHash, building!.collection === entry.previous!.collection]).toEqual(['one', false]);
  });

  it('is no rollback: this version could not go on with that build', async () => {
    const { two, entry } = await upgraded();
    await expect(two.control.rollback('sums')).rejects.toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect(await new Catalog(store).entry('sums')).toEqual(entry);
  });

  it('while the later version runs is told by it as a view that stands still', async () => {
    const { two } = await upgraded();
    expect(await two.control.status()).toMatchObject([{ state: 'LIVE' }]);
    // An old process's switch, which the store carried out late.
    await new Catalog(store).rollBack('sums');
    expect(await two.control.status()).toMatchObject([{ state: 'STALLED' }]);
  });

  it('leaves no collection that the catalog does not name', async () => {
    const { entry } = await upgraded();
    const third = await new Catalog(store).ensure(coded('sums', 'three'));
    await new Catalog(store).flip('sums', third.building!.collection);
    expect([...(await store.collections())].sort()).toEqual([entry.active!.collection, third.building!.collection].sort());
  });
});

describe('a rebuild', () => {
  it('has taken in what came while it was built before it answers', async () => {
    await add('a', 1);
    const { projector } = projectorOn(store, 'p');
    const catalog = new Catalog(store);
    await catalog.ensure(coded('sums'));
    await rebuild(projector, coded('sums'), () => {
      // While the first stretch is folded.
      if (log.events.length === 1) void add('a', 2);
    });
    expect(await totalOf()).toBe(3);
  });

  it('does not make the projector pass over what another process’s rebuild has still to take in', async () => {
    const { control } = await started(store, 'here', coded('sums'), coded('others'));
    await control.caughtUp(await add('a', 1));
    const { collection } = (await new Catalog(store).startBuild(coded('sums'))).building!;
    // Switched elsewhere, to a build that lacks everything, which this process has not seen yet.
    await new Catalog(store).flip('sums', collection);
    await control.rebuild('others');
    const position = await add('a', 2);
    await clock.pass(1_000);
    await control.caughtUp(position);
    expect([await totalOf('all', 'sums'), await totalOf('all', 'others')]).toEqual([3, 3]);
  });
});

describe('the projector', () => {
  it('of a later version folds what is of its own code, beside an earlier one that goes on with the rest', async () => {
    const one = await started(store, 'one', coded('sums', 'one'), coded('others'));
    await one.control.caughtUp(await add('a', 1));
    const two = await started(store, 'two', coded('sums', 'two'), coded('others'), coded('new'));
    await completeUnfinished(two.projector);
    // A view that only the later version knows, without a single event more.
    await twoSeconds();
    expect(await totalOf('all', 'new')).toBe(1);
    await add('a', 2);
    await twoSeconds();
    expect([await totalOf('all', 'sums'), await totalOf('all', 'others'), await totalOf('all', 'new')]).toEqual([3, 3, 3]);
    await two.projector.stop();
    await add('a', 4);
    await twoSeconds();
    expect([await totalOf('all', 'sums'), await totalOf('all', 'others')]).toEqual([3, 7]);
  });

  it('works one process at a time of one version', async () => {
    const one = await started(store, 'one', coded('sums'));
    let loads = 0;
    await started(instead({ load: (...asked) => ((loads += 1), store.load(...asked)) as never }), 'two', coded('sums'));
    await add('a', 1);
    await twoSeconds();
    expect(loads).toBe(0);
    await one.projector.stop();
    await add('a', 2);
    await twoSeconds();
    expect([loads > 0, await totalOf()]).toEqual([true, 3]);
  });

  it('tells of an outage when it begins, and each minute, not of each attempt', async () => {
    let isAway = true;
    const shaky = instead({
      lease: (...asked) => (isAway ? Promise.reject(new RapportError('VIEWS_UNAVAILABLE', 'no answer')) : store.lease(...asked)),
    });
    const { control } = await started(shaky, 'p', coded('sums'));
    for (let second = 0; second < 90; second += 1) await clock.pass(1_000);
    expect(failures).toHaveLength(2);
    isAway = false;
    await twoSeconds();
    await control.caughtUp(await add('a', 1));
    isAway = true;
    for (let second = 0; second < 10; second += 1) await clock.pass(1_000);
    expect(failures).toHaveLength(3);
  });

  it('begins anew after a failure only when nobody writes any more', async () => {
    let attempts = 0;
    let release!: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    const shaky = instead({
      write: async (collection, writes) => {
        if (collection.includes('others') && (attempts += 1) === 1) throw new RapportError('VIEWS_UNAVAILABLE', 'no answer');
        if (collection.includes('sums') && attempts === 1) await released;
        return store.write(collection, writes);
      },
    });
    const { control } = await started(shaky, 'p', coded('others'), coded('sums'));
    await add('a', 1);
    await clock.pass(0);
    await clock.pass(10_000);
    expect(attempts).toBe(1);
    release();
    await clock.pass(0);
    await clock.pass(1_000);
    await control.caughtUp(await add('a', 4));
    expect([await totalOf(), await totalOf('all', 'others')]).toEqual([5, 5]);
  });

  it('leaves the work to whoever took the lease, as soon as it hears of it', async () => {
    const { control, projector } = await started(store, 'here', coded('sums'));
    await control.caughtUp(await add('a', 1));
    // This process stood still for long; another one took over.
    now += 60_000;
    expect(await store.lease(projector.leaseName, 'there', 60_000)).toBe(true);
    await clock.pass(1_000);
    await add('a', 2);
    await clock.pass(10_000);
    expect(await totalOf()).toBe(1);
    await store.release(projector.leaseName, 'there');
    await clock.pass(1_000);
    expect(await totalOf()).toBe(3);
  });
});
