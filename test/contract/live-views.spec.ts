import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Position, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { EventLog } from '../../src/event-log/event-log.js';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import { Catalog } from '../../src/projector/catalog.js';
import { FoldTarget } from '../../src/projector/fold-target.js';
import { LiveViews } from '../../src/queries/live-views.js';
import type { ViewReader } from '../../src/queries/view-reader.js';
import { newEvent } from '../support/new-events.js';
import { sumProjection, type Sum } from '../support/sum-projection.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { overEngines } from './view-store/engines.js';

const temporaryFolder = temporaryFolders();
const CATALOG_AGE_MS = 1_000;
/** A timer of that length may come a fraction of a millisecond too early for the clock that the views read. */
function passCatalogAge(): void {
  const later = performance.now() + CATALOG_AGE_MS;
  vi.restoreAllMocks();
  const now = performance.now.bind(performance);
  const ahead = later - now();
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
}

// One process folds, by the second connection where the engine has that; another reads and keeps what it read.
overEngines('The live views show', (subject) => {
  let log: EventLog;
  let views: LiveViews;
  let target: FoldTarget;
  let catalog: Catalog;
  let name: string;
  let made = 0;

  beforeEach(async () => {
    log = await openEventLog(`file:${join(temporaryFolder(), 'events.db')}`);
    name = `sums_${++made}`;
    const coded = { projection: sumProjection(name), codeHash: 'one' };
    catalog = new Catalog(subject.other);
    const { active } = await catalog.ensure(coded);
    target = new FoldTarget(coded.projection, active!.collection, subject.other);
    await target.resume();
    views = new LiveViews(subject.store, log, [coded], async (position) => {
      expect(target.position >= position).toBe(true);
    });
  });
  afterEach(() => log.close());
  afterEach(() => vi.restoreAllMocks());

  const append = async (stream: string, amount = 1): Promise<Position> =>
    (await log.append(`counter-${stream}`, 'ANY', [newEvent({ type: 'Added', data: { amount } })])).position;
  async function fold(into = target): Promise<void> {
    const events: RecordedEvent[] = [];
    for await (const page of log.read(into.position)) events.push(...page);
    await into.take(events);
  }
  const add = async (stream: string, amount = 1) => {
    const position = await append(stream, amount);
    await fold();
    return position;
  };
  const get = async (reader: ViewReader, stream: string) =>
    (await reader.get<Sum>(name, [`counter-${stream}`])).get(`counter-${stream}`);
  const found = async (reader: ViewReader) => {
    const rows = await reader.find<Sum>(name, { orderBy: 'total', limit: 10 });
    return rows.map(({ key, document }) => [key, document.total]);
  };

  it('whatever was folded before they are asked, though they keep what they read', async () => {
    for (let n = 1; n <= 5; n += 1) {
      await add('a');
      const reader = await views.at();
      expect(await get(reader, 'a')).toEqual({ total: n, events: n });
      expect(await get(await views.at(), 'a')).toBe(await get(reader, 'a'));
      expect(await found(reader)).toEqual([
        ['all', n],
        ['counter-a', n],
      ]);
      expect(await reader.count(name, {})).toBe(2);
    }
  });

  it('one’s own write, and the same reader until the next', async () => {
    const position = await add('a', 2);
    const reader = await views.at(position);
    expect(reader.stale).toBe(false);
    expect(await get(reader, 'a')).toMatchObject({ total: 2 });
    expect(await views.at()).toBe(reader);
    const after = await add('b');
    const next = await views.at();
    expect(next).not.toBe(reader);
    expect([reader.upTo!(name), next.upTo!(name)]).toEqual([position, after]);
    expect(await next.mark(name)).not.toBe(await reader.mark(name));
    expect(await next.changedSince!(name, await reader.mark(name))).toEqual(['counter-b', 'all']);
  });

  it('a document that no event has touched as the object that it was', async () => {
    await add('a');
    await add('b');
    const before = await views.at();
    const [a, b] = [await get(before, 'a'), await get(before, 'b')];
    expect(await get(before, 'c')).toBeUndefined();
    await add('b');
    await add('c');
    const after = await views.at();
    expect(await get(after, 'a')).toBe(a);
    expect(await get(after, 'b')).not.toBe(b);
    expect(await get(after, 'b')).toMatchObject({ total: 2 });
    expect(await get(after, 'c')).toMatchObject({ total: 1 });
  });

  it('the latest to a reader of before, once somebody has moved on', async () => {
    await add('a');
    const before = await views.at();
    await get(before, 'a');
    await add('a');
    await get(await views.at(), 'a');
    expect(await get(before, 'a')).toMatchObject({ total: 2 });
  });

  it('nothing older than the checkpoint that an asker knows of, while others write and read', async () => {
    let writing = true;
    const total = new Map<Position, number>();
    const reading = Array.from({ length: 4 }, async () => {
      while (writing) {
        const known = total.get((await subject.other.checkpoint(target.collection)) ?? '') ?? 0;
        expect((await get(await views.at(), 'a'))?.total ?? 0).toBeGreaterThanOrEqual(known);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    for (let n = 1; n <= 60; n += 1) {
      total.set(await append('a'), n);
      await append('b');
      await fold();
    }
    writing = false;
    await Promise.all(reading);
    expect(await get(await views.at(), 'a')).toMatchObject({ total: 60 });
  });

  it('all anew after more events than are worth looking at', async () => {
    await add('a');
    await get(await views.at(), 'a');
    const many = Array.from({ length: 1_500 }, () => newEvent({ type: 'Added', data: { amount: 1 } }));
    await log.append('counter-b', 'NO_STREAM', many);
    await add('a');
    const reader = await views.at();
    expect(await get(reader, 'a')).toMatchObject({ total: 2 });
    expect(await get(reader, 'b')).toMatchObject({ total: 1_500 });
  });

  it('one’s own write, in a view that was rebuilt a moment ago as well', async () => {
    await add('a');
    expect(await get(await views.at(), 'a')).toMatchObject({ total: 1 });
    const { building } = await catalog.startBuild({ projection: sumProjection(name), codeHash: 'two' });
    const aside = new FoldTarget(sumProjection(name), building!.collection, subject.other);
    await fold(aside);
    await catalog.flip(name, building!.collection);
    target = aside;
    const position = await add('a', 5);
    expect(await get(await views.at(position), 'a')).toMatchObject({ total: 6 });
  });

  it('a rebuilt view, and what was folded again out of the parked, within the catalog’s age', async () => {
    await add('a');
    expect(await get(await views.at(), 'a')).toMatchObject({ total: 1 });
    const { building } = await catalog.startBuild({ projection: sumProjection(name), codeHash: 'two' });
    const aside = new FoldTarget(sumProjection(name), building!.collection, subject.other);
    await append('a', 5);
    await fold(aside);
    await catalog.flip(name, building!.collection);
    passCatalogAge();
    const rebuilt = await views.at();
    expect(await get(rebuilt, 'a')).toMatchObject({ total: 6 });

    const amended = { key: 'counter-a', position: aside.position, document: { total: 7, events: 3 } };
    expect(await subject.other.amend(building!.collection, amended)).toBe(true);
    await catalog.touch(name);
    passCatalogAge();
    expect(await get(await views.at(), 'a')).toMatchObject({ total: 7 });
    // Folded by other code than ours: which documents an event touches is not ours to say.
    await append('a');
    await aside.resume();
    await fold(aside);
    expect(await (await views.at()).changedSince!(name, await rebuilt.mark(name))).toBeNull();
    expect(await get(await views.at(), 'a')).toMatchObject({ total: 8 });
  });

  it('that a view is not there yet', async () => {
    await expect((await views.at()).get('unheard', ['a'])).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
  });
});
