import { afterEach, beforeEach, expect, it } from 'vitest';
import { Control } from '../../src/projector/control.js';
import { Projector } from '../../src/projector/projector.js';
import { cascadingSumProjection } from '../support/cascading-sum-projection.js';
import { MemoryEventLog } from '../support/memory-event-log.js';
import { MemoryViewStore } from '../support/memory-view-store.js';
import { newEvent } from '../support/new-events.js';
import { sumProjection, type Sum } from '../support/sum-projection.js';
import { overEngines } from './view-store/engines.js';

overEngines('Parked events', (subject) => {
  let log: MemoryEventLog;
  let projector: Projector;
  let control: Control;
  let plain: string;
  let cascade: string;
  let isRepaired: boolean;
  let made = 0;

  beforeEach(async () => {
    made += 1;
    [plain, cascade, isRepaired] = [`plain_${made}`, `cascade_${made}`, false];
    log = new MemoryEventLog();
    const projections = [sumProjection(plain), cascadingSumProjection(() => isRepaired, cascade)].map((projection) => ({
      projection,
      codeHash: 'one',
    }));
    const onError = (error: unknown) => {
      throw error;
    };
    projector = new Projector({ log, store: subject.store, projections, owner: 'me', onError });
    await projector.start();
    control = new Control(projector, async () => new MemoryViewStore());
  });
  afterEach(() => projector.stop());

  const add = async (stream: string, ...amounts: number[]) => {
    const events = amounts.map((amount) => newEvent({ type: 'Added', data: { amount } }));
    const { position } = await log.append(`counter-${stream}`, 'ANY', events);
    await control.caughtUp(position);
  };
  const sum = async (view: string, key: string) => {
    const { active } = await projector.catalog.entry(view);
    const document = (await subject.store.load<Sum>(active!.collection, [key])).get(key)?.document;
    return document && { total: document.total, events: document.events };
  };
  const differences = async (view: string) => (await control.verify(view))[0]!.different;

  it('that were dropped are passed over by every later build, and what waited behind them is in', async () => {
    await add('a', 1, 13, 2);
    await add('b', 5);
    expect(await control.parked.drop({ projection: plain })).toEqual({ dropped: 2 });
    for (const build of ['amended', 'rebuilt']) {
      expect([build, await sum(plain, 'all'), await differences(plain)]).toEqual([build, { total: 8, events: 3 }, 0]);
      expect(await control.parked.list({ projection: plain })).toEqual([]);
      await control.rebuild(plain);
    }
  });

  it('pass on what their dropping changes to the documents made of theirs', async () => {
    await add('a', 1, 13, 2);
    await add('b', 5);
    expect(await sum(cascade, 'all')).toEqual({ total: 6, events: 2 });
    expect(await control.parked.drop({ projection: cascade })).toEqual({ dropped: 1 });
    await add('a', 4);
    for (const build of ['dropped', 'rebuilt']) {
      expect([build, await sum(cascade, 'counter-a'), await sum(cascade, 'all')]).toEqual([
        build,
        { total: 7, events: 3 },
        { total: 12, events: 4 },
      ]);
      expect(await differences(cascade)).toBe(0);
      expect(await control.parked.list({ projection: cascade })).toEqual([]);
      await control.rebuild(cascade);
    }
  });

  it('stay parked, each counted, where folding them again is in vain', async () => {
    await add('a', 1, 13, 2);
    expect(await control.parked.replay({ projection: cascade })).toEqual({ replayed: 0, stillParked: 1 });
    expect(await control.parked.list({ projection: cascade })).toMatchObject([{ key: 'counter-a', waiting: 1 }]);
    expect(await sum(cascade, 'all')).toEqual({ total: 1, events: 1 });
  });

  it('of which nothing could be worked out count once they are replayed after a repair', async () => {
    await add('a', 60, 6, 4);
    await add('b', 5);
    expect(await control.parked.list({ projection: cascade })).toMatchObject([
      { key: 'counter-a', reason: 'nothing can be worked out of sixty-six', waiting: 1 },
    ]);
    expect(await sum(cascade, 'all')).toEqual({ total: 65, events: 2 });
    isRepaired = true;
    expect(await control.parked.replay({ projection: cascade })).toEqual({ replayed: 1, stillParked: 0 });
    await add('b', 1);
    expect(await sum(cascade, 'all')).toEqual({ total: 76, events: 5 });
    expect(await differences(cascade)).toBe(0);
  });
});
