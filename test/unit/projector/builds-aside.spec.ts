import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Catalog, type CodedProjection } from '../../../src/projector/catalog.js';
import { Control } from '../../../src/projector/control.js';
import { buildLease } from '../../../src/projector/lease.js';
import { Projector } from '../../../src/projector/projector.js';
import { completeUnfinished } from '../../../src/projector/rebuild.js';
import type { ProjectionStatus } from '../../../src/queries/projection-status.js';
import { ManualClock } from '../../support/manual-clock.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';
import { newEvent } from '../../support/new-events.js';
import { sumProjection } from '../../support/sum-projection.js';

const coded = (codeHash: string, name = 'sums') => ({ projection: sumProjection(name), codeHash });

let log: MemoryEventLog;
let store: MemoryViewStore;
const running: Projector[] = [];
beforeEach(() => {
  log = new MemoryEventLog();
  store = new MemoryViewStore(() => 0);
});
afterEach(async () => {
  for (const projector of running.splice(0)) await projector.stop();
});

/** A process of the version of the program that has this code; and this of other views. */
function process(codeHash: string, others: readonly CodedProjection[] = []) {
  const onError = (error: unknown): never => expect.fail(String(error));
  const projections = [coded(codeHash), ...others];
  const parts = { log, store, projections, owner: codeHash, onError, clock: new ManualClock() };
  const projector = new Projector(parts);
  return { projector, control: new Control(projector, async () => new MemoryViewStore()) };
}
async function started(codeHash: string, others?: readonly CodedProjection[]) {
  const opened = process(codeHash, others);
  await opened.projector.start();
  running.push(opened.projector);
  return opened;
}
const add = async () => (await log.append('counter-a', 'ANY', [newEvent({ type: 'Added', data: { amount: 1 } })])).position;

describe('a build aside', () => {
  const statusOf = async ({ control }: { readonly control: Control }) => (await control.status())[0]!;

  it('of another version is told as being made while a process of that version runs, and as abandoned once none does', async () => {
    const one = await started('one');
    await one.control.caughtUp(await add());
    expect(await statusOf(one)).toMatchObject({ state: 'LIVE', building: null });
    const two = await started('two');
    await expect.poll(() => store.isLeased(two.projector.leaseName)).toBe(true);
    const build = { isOwn: false, codeHash: 'two', startedAt: expect.stringMatching(/Z$/) as string, position: '' };
    expect(await statusOf(one)).toMatchObject({ state: 'REBUILDING', building: { ...build, isAbandoned: false } });
    await two.projector.stop();
    expect(await statusOf(one)).toMatchObject({ state: 'LIVE', building: { ...build, isAbandoned: true } });
    await one.control.rebuild('sums');
    expect(await statusOf(one)).toMatchObject({ state: 'LIVE', building: null });
  });

  it('of this version is abandoned where it was asked for and cut off, and awaited where the running view is of another', async () => {
    const one = await started('one');
    await one.control.caughtUp(await add());
    const { building } = await new Catalog(store).startBuild(coded('one'));
    expect(await statusOf(one)).toMatchObject({ state: 'LIVE', building: { isOwn: true, isAbandoned: true } });
    await store.lease(buildLease(building!.collection), 'another process', 1_000);
    expect(await statusOf(one)).toMatchObject({ state: 'REBUILDING', building: { isOwn: true, isAbandoned: false } });
    const two = process('two');
    await new Catalog(store).ensure(coded('two'));
    expect(await statusOf(two)).toMatchObject({ state: 'REBUILDING', building: { isOwn: true, isAbandoned: false } });
  });

  it('is under a lease while it is made, and not after', async () => {
    const one = await started('one');
    await one.control.caughtUp(await add());
    const told: Promise<ProjectionStatus>[] = [];
    await one.control.rebuild('sums', () => void told.push(statusOf(one)));
    expect(await Promise.all(told)).toMatchObject([{ state: 'REBUILDING', building: { isOwn: true, isAbandoned: false } }]);
    expect(await store.isLeased(buildLease((await new Catalog(store).entry('sums')).active!.collection))).toBe(false);
  });

  it('is completed once where a process is asked to do so twice at the same time', async () => {
    const { projector, control } = await started('one');
    await control.caughtUp(await add());
    const { building } = await new Catalog(store).startBuild(coded('one'));
    const written: string[] = [];
    const write = store.write.bind(store);
    store.write = async (collection, writes) => {
      written.push(collection);
      return write(collection, writes);
    };
    let completed = 0;
    const completions = [1, 2].map(() => completeUnfinished(projector).then(() => (completed += 1)));
    await expect.poll(() => (projector.clock as ManualClock).pass(500).then(() => completed)).toBe(2);
    await Promise.all(completions);
    expect(written.filter((collection) => collection === building!.collection)).toHaveLength(1);
  });

  it('that takes the place of what other code made is waited for, when all views are to have caught up', async () => {
    const same = coded('same', 'others');
    await (await started('one', [same])).projector.stop();
    const two = await started('two', [same]);
    const position = await add();
    const enough = new AbortController();
    const waiting = two.control.caughtUp(position, enough.signal);
    const { collection } = (await new Catalog(store).entry('others')).active!;
    await expect.poll(() => store.checkpoint(collection)).toBe(position);
    enough.abort();
    await expect(waiting).rejects.toThrow();
  });
});
