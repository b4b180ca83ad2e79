import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECTIONS } from '../../../projections/index.js';
import { PastViews } from '../../../src/history/past-views.js';
import { openViewStore } from '../../../src/view-store/open-view-store.js';
import { foldInMemory } from '../../support/fold-in-memory.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { CULTURE } from '../projections/culture-stories.js';
import { givenEvents } from '../projections/given-events.js';

describe('past views', () => {
  let log: MemoryEventLog;
  let past: PastViews;
  let opened = 0;
  let closed = 0;
  beforeEach(() => {
    [opened, closed] = [0, 0];
    log = new MemoryEventLog();
    log.events.push(...givenEvents(...CULTURE));
    past = new PastViews({ log, projections: PROJECTIONS, fold: foldInMemory(log, scratch) });
  });
  afterEach(() => past.close());
  const scratch = async () => {
    const store = await openViewStore('memory:');
    opened += 1;
    const close = store.close.bind(store);
    return Object.assign(store, { close: () => close().finally(() => (closed += 1)) });
  };
  const count = async (view: string) => (await past.at(await log.head())).count(view, {});

  it('are folded when they are read, each in a reading of the log; once prepared, all in one', async () => {
    // Each asking for a position begins with asking the log whether it was ever there.
    expect([await count('surveys'), await count('policies'), log.reads]).toEqual([1, 1, 2 + 2]);
    const reader = await past.at(log.events[3]!.position);
    const done: number[] = [];
    await reader.prepare!(['surveys', 'actions', 'improvements'], { onEvents: (events) => done.push(events) });
    // Of the four events up to there the one of an instrument is passed over by the log: nobody asked for it.
    expect([log.reads, done]).toEqual([3 + 3, [3]]);
    const counts = ['surveys', 'actions', 'improvements'].map((view) => reader.count(view, {}));
    expect([await Promise.all(counts), log.reads]).toEqual([[1, 1, 1], 3 + 3]);
    await reader.prepare!(['surveys', 'actions']);
    expect(log.reads).toBe(3 + 3);
    await reader.prepare!(['surveys', 'actions'], { anew: true });
    expect([await reader.count('surveys', {}), log.reads]).toEqual([1, 4 + 3]);
  });

  it('that were not to be prepared to the end leave nothing open, and are folded when they are read after all', async () => {
    const reader = await past.at(await log.head());
    const early = AbortSignal.abort(new Error('enough'));
    await expect(reader.prepare!(['surveys', 'actions'], { signal: early })).rejects.toThrow('enough');
    expect([opened, closed]).toEqual([0, 0]);
    const stop = new AbortController();
    const half = { signal: stop.signal, onEvents: () => stop.abort(new Error('enough')) };
    await expect(reader.prepare!(['surveys', 'actions'], half)).rejects.toThrow('enough');
    expect(await reader.count('surveys', {})).toBe(1);
    expect([opened, closed]).toEqual([2, 1]);
  });

  it('are folded once for all who ask about the same moment, and for those who stay when others leave', async () => {
    const position = await log.head();
    const leaving = new AbortController();
    const asked = [await past.at(position, leaving.signal), await past.at(position), await past.at(position)];
    const answers = Promise.allSettled(asked.map((reader) => reader.count('surveys', {})));
    leaving.abort(new Error('gone'));
    expect(await answers).toEqual([
      { status: 'rejected', reason: new Error('gone') },
      { status: 'fulfilled', value: 1 },
      { status: 'fulfilled', value: 1 },
    ]);
    expect(opened).toBe(1);
  });

  it('that would wait behind too many are refused, unless their moment is begun; nobody’s turn comes after he left', async () => {
    past = new PastViews({ log, projections: PROJECTIONS, fold: foldInMemory(log, scratch), capacity: 1 });
    const [first, second, third] = [...log.events.slice(-3)].map(({ position }) => position);
    const leaving = new AbortController();
    const running = (await past.at(first!)).count('surveys', {});
    const readerThatLeaves = await past.at(second!, leaving.signal);
    const waiting = readerThatLeaves.count('surveys', {});
    const late = await past.at(third!);
    await expect(late.count('surveys', {})).rejects.toMatchObject({ code: 'BUSY', remedy: expect.any(String) });
    const begun = (await past.at(first!)).count('policies', {});
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await Promise.all([running, begun]);
    expect(await late.count('surveys', {})).toBe(1);
    expect(opened).toBe(3);
  });
});
