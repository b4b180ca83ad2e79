import { describe, expect, it } from 'vitest';
import { type Position, START, type RecordedEvent } from '../../../src/domain/kernel/event.js';
import { type EventLog, PAGE_SIZE } from '../../../src/event-log/event-log.js';
import {
  collect,
  freshCategory,
  freshStream,
  idsOf,
  newEvent,
  newEvents,
  openedFor,
  type OpenHarness,
  outcomeOf,
  takeFollowing,
} from './event-log-harness.js';

/** What following and closing promise. */
export function followSuite(open: OpenHarness): void {
  let log: EventLog;
  openedFor(open, (opened) => (log = opened));

  const expectEachOnceInOrder = async (events: readonly RecordedEvent[], after: Position, categories: readonly string[]) => {
    const positions = events.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort());
    expect(idsOf(events)).toEqual(idsOf((await collect(log.read(after, { categories }))).events));
  };

  describe('following', () => {
    it('catches up and goes on live, while many write, with every event once', async () => {
      const [before, category] = [await log.head(), freshCategory()];
      const [old, fresh] = [PAGE_SIZE + 200, 400];
      for (let start = 0; start < old; start += 300) await log.append(freshStream(category), 'NO_STREAM', newEvents(300));
      const writers = Array.from({ length: 8 }, async () => {
        for (let written = 0; written < fresh / 8; written++) await log.append(freshStream(category), 'NO_STREAM', [newEvent()]);
      });
      const [seen] = await Promise.all([takeFollowing(log.follow(before, { categories: [category] }), old + fresh), ...writers]);
      expect(seen).toHaveLength(old + fresh);
      await expectEachOnceInOrder(seen, before, [category]);
    });

    it('starts after the position given, and sees only its categories', async () => {
      const [category, other] = [freshCategory(), freshCategory()];
      const { position } = await log.append(freshStream(category), 'NO_STREAM', newEvents(2));
      const following = takeFollowing(log.follow(position, { categories: [category] }), 3);
      const wanted = newEvents(3);
      for (const event of wanted) {
        await log.append(freshStream(`${category}x`), 'NO_STREAM', newEvents(1));
        await log.append(freshStream(other), 'NO_STREAM', newEvents(1));
        await log.append(freshStream(category), 'NO_STREAM', [event]);
      }
      expect(idsOf(await following)).toEqual(idsOf(wanted));
    });

    it('sees all categories when none are named', async () => {
      const head = await log.head();
      const category = freshCategory();
      const following = log.follow(head);
      const wanted = newEvents(2);
      const seen: string[] = [];
      await log.append(freshStream(category), 'NO_STREAM', wanted.slice(0, 1));
      const second = log.append(freshStream(), 'NO_STREAM', wanted.slice(1));
      for await (const page of following) {
        seen.push(...idsOf(page));
        if (idsOf(wanted).every((id) => seen.includes(id))) break;
      }
      await second;
      expect(seen).toEqual(expect.arrayContaining(idsOf(wanted)));
    });

    it('gives what is written while the follower is busy', async () => {
      const [before, category] = [await log.head(), freshCategory()];
      await log.append(freshStream(category), 'NO_STREAM', newEvents(1));
      const seen: RecordedEvent[] = [];
      for await (const page of log.follow(before, { categories: [category] })) {
        seen.push(...page);
        if (seen.length >= 3) break;
        await log.append(freshStream(category), 'NO_STREAM', newEvents(1));
      }
      expect(seen).toHaveLength(3);
    });

    it('serves more followers than a connection has calls', async () => {
      const [before, category] = [await log.head(), freshCategory()];
      const followers = Array.from({ length: 120 }, () => takeFollowing(log.follow(before, { categories: [category] }), 2));
      await log.append(freshStream(category), 'NO_STREAM', newEvents(1));
      await log.append(freshStream(category), 'NO_STREAM', newEvents(1));
      const seen = await Promise.all(followers);
      expect(new Set(seen.map((events) => idsOf(events).join()))).toHaveProperty('size', 1);
    });

    it('ends without an error when told to, waiting or not', async () => {
      const [before, category] = [await log.head(), freshCategory()];
      const stop = new AbortController();
      const waiting = collect(log.follow(before, { categories: [category], signal: stop.signal }));
      const busy = (async () => {
        for await (const page of log.follow(before, { categories: [category], signal: stop.signal }))
          if (page.length > 0) stop.abort();
      })();
      await log.append(freshStream(category), 'NO_STREAM', newEvents(1));
      await busy;
      expect((await waiting).events.length).toBeLessThanOrEqual(1);
      expect((await collect(log.follow(START, { signal: AbortSignal.abort() }))).sizes).toEqual([]);
    });
  });

  it('closing ends the followers and refuses the rest', async () => {
    const { log: own, dispose } = await open();
    const following = collect(own.follow(await own.head(), { categories: [freshCategory()] }));
    await own.append(freshStream(), 'NO_STREAM', newEvents(1));
    await own.close();
    await own.close();
    expect((await following).sizes).toEqual([]);
    expect(await outcomeOf(own.append(freshStream(), 'ANY', newEvents(1)))).toBe('LOG_UNAVAILABLE');
    expect(await outcomeOf(own.head())).toBe('LOG_UNAVAILABLE');
    expect(await outcomeOf(collect(own.read(START)))).toBe('LOG_UNAVAILABLE');
    expect(await outcomeOf(collect(own.readStream(freshStream())))).toBe('LOG_UNAVAILABLE');
    expect(await outcomeOf(collect(own.follow(START)))).toBe('LOG_UNAVAILABLE');
    await dispose();
  });
}
