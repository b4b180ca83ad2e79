import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { START, type Position, type RecordedEvent } from '../../../src/domain/kernel/event.js';
import { PAGE_SIZE } from '../../../src/event-log/event-log.js';
import type { FeedFilter } from '../../../src/feed/feed-filter.js';
import { sharedController } from '../../../src/any-signal.js';
import { LogTail, type TailPage } from '../../../src/feed/log-tail.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { numbered } from '../../support/new-events.js';

describe('LogTail', () => {
  let log: MemoryEventLog;
  let tail: LogTail;
  let stop: AbortController;

  beforeEach(() => {
    log = new MemoryEventLog();
    tail = new LogTail(log, { capacity: 8, retryMs: 1 });
    stop = sharedController();
  });
  afterEach(async () => {
    stop.abort();
    await tail.close();
  });

  const append = async (count: number) => {
    for (let i = 0; i < count; i += 1) await log.append(`ticket-T${log.events.length}`, 'ANY', [numbered(log.events.length)]);
  };
  const read = (after: Position = START, filter: FeedFilter = {}) => tail.from(after, filter, stop.signal);

  it('gives what was there and what comes, in order', async () => {
    await append(3);
    const reader = read();
    expect(await take(reader, 3)).toEqual(log.events);
    const rest = take(reader, 2);
    await append(2);
    expect(await rest).toEqual(log.events.slice(3));
  });

  it('begins after the position, not with it', async () => {
    await append(3);
    expect(await take(read(log.events[1]!.position), 1)).toEqual([log.events[2]]);
  });

  it('proves the position with the first page, even when nothing matches', async () => {
    await append(2);
    const first = await read(START, { types: new Set(['TicketClosed']) }).next();
    expect(first.value).toEqual({ events: [], position: log.events[1]!.position });
  });

  it('refuses a position that the log did not give out', async () => {
    await append(1);
    await expect(read('000000000011').next()).rejects.toMatchObject({ code: 'INVALID_POSITION' });
  });

  it('shares one following among all readers', async () => {
    await append(1);
    const readers = Array.from({ length: 50 }, () => read());
    await Promise.all(readers.map((reader) => take(reader, 1)));
    const rest = readers.map((reader) => take(reader, 3));
    await append(3);
    for (const events of await Promise.all(rest)) expect(events).toEqual(log.events.slice(1));
    expect(log.followers).toBe(1);
  });

  it('serves readers at the head from memory', async () => {
    await append(1);
    const reader = read();
    await take(reader, 1);
    await append(1);
    await take(reader, 1);
    const before = log.reads;
    for (let i = 0; i < 5; i += 1) {
      const next = take(reader, 1);
      await append(1);
      expect(await next).toEqual([log.events.at(-1)]);
    }
    // Following reads too, once for each append; the reader itself adds none.
    expect(log.reads - before).toBe(5);
  });

  it('reads a page of the past once for all who are there, at the same time or a little later', async () => {
    await append(PAGE_SIZE + 10);
    await take(read(log.events.at(-2)!.position), 1);
    const before = log.reads;
    const together = Array.from({ length: 50 }, () => take(read(), PAGE_SIZE));
    for (const events of await Promise.all(together)) expect(events[0]).toBe(log.events[0]);
    await take(read(), PAGE_SIZE);
    expect(log.reads - before).toBe(1);
  });

  it('does not take a page that ended at the head for all there will be', async () => {
    await append(20);
    await take(read(), 20);
    await append(20);
    expect(await take(read(), 40)).toEqual(log.events);
  });

  it('lets a slow reader fall out of memory and catch up from the log', async () => {
    const slow = read();
    await slow.next();
    const quick = read();
    const seen = take(quick, 100);
    await append(100);
    expect(await seen).toEqual(log.events);
    expect(await take(slow, 100)).toEqual(log.events);
  });

  it('lets the event loop turn for every part of a page, however many read what is in memory', async () => {
    await append(PAGE_SIZE);
    const [head, readers] = [log.events.at(-1)!.position, 5];
    let turns = 0;
    let isReading = true;
    const count = () => {
      turns += 1;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    const parts = await Promise.all(
      Array.from({ length: readers }, async () => {
        let largest = 0;
        for await (const { events } of tail.from(START, {}, stop.signal, head)) largest = Math.max(largest, events.length);
        return largest;
      }),
    );
    isReading = false;
    expect(Math.max(...parts)).toBe(100);
    expect(turns).toBeGreaterThanOrEqual((readers * PAGE_SIZE) / 100);
  });

  it('waits while the log is away and goes on without gap or repeat', async () => {
    await append(2);
    const reader = read();
    await take(reader, 2);
    log.goAway();
    const rest = take(reader, 20);
    const late = take(read(), 22);
    log.comeBack();
    await append(20);
    expect(await rest).toEqual(log.events.slice(2));
    expect(await late).toEqual(log.events);
  });

  it('ends a waiting reader when its signal aborts, and all of them when closed', async () => {
    const reader = read();
    const other = tail.from(START, {}, new AbortController().signal);
    await Promise.all([reader.next(), other.next()]);
    const ended = reader.next();
    stop.abort();
    expect(await ended).toEqual({ done: true, value: undefined });
    const alsoEnded = other.next();
    await tail.close();
    expect(await alsoEnded).toEqual({ done: true, value: undefined });
    expect(log.followers).toBe(0);
  });

  it('gives nothing to a reader that comes after the closing', async () => {
    await append(1);
    await tail.close();
    expect(await read().next()).toEqual({ done: true, value: undefined });
  });
});

/** The reader's next events, at least `count` of them. */
async function take(reader: AsyncIterator<TailPage, void, void>, count: number): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  while (events.length < count) {
    const step = await reader.next();
    if (step.done) break;
    events.push(...step.value.events);
  }
  return events;
}
