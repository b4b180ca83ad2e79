import { beforeAll, describe, expect, it } from 'vitest';
import { type Position, START } from '../../../src/domain/kernel/event.js';
import { type EventLog, PAGE_SIZE } from '../../../src/event-log/event-log.js';
import {
  collect,
  freshCategory,
  freshStream,
  idsOf,
  newEvents,
  openedFor,
  type OpenHarness,
  outcomeOf,
} from './event-log-harness.js';

/** What reading a stream and reading the log promise. */
export function readSuite(open: OpenHarness): void {
  let log: EventLog;
  openedFor(open, (opened) => (log = opened));

  describe('a stream', () => {
    const stream = freshStream();
    const events = newEvents(2 * PAGE_SIZE + 5);
    const ids = idsOf(events);
    beforeAll(async () => {
      for (let start = 0; start < events.length; start += PAGE_SIZE)
        await log.append(stream, 'ANY', events.slice(start, start + PAGE_SIZE));
    });
    const read = async (options?: Parameters<EventLog['readStream']>[1]) => {
      const { events: found, sizes } = await collect(log.readStream(stream, options));
      return { ids: idsOf(found), sizes };
    };

    it('is read forwards in pages', async () => {
      expect(await read()).toEqual({ ids, sizes: [PAGE_SIZE, PAGE_SIZE, 5] });
      expect(await read({ from: 3, maxCount: 2 })).toEqual({ ids: ids.slice(3, 5), sizes: [2] });
      expect(await read({ from: 2 * PAGE_SIZE })).toEqual({ ids: ids.slice(2 * PAGE_SIZE), sizes: [5] });
      expect(await read({ from: ids.length })).toEqual({ ids: [], sizes: [] });
    });

    it('is read backwards in pages', async () => {
      const reversed = [...ids].reverse();
      expect(await read({ direction: 'backwards' })).toEqual({ ids: reversed, sizes: [PAGE_SIZE, PAGE_SIZE, 5] });
      expect(await read({ direction: 'backwards', maxCount: 1 })).toEqual({ ids: reversed.slice(0, 1), sizes: [1] });
      expect(await read({ direction: 'backwards', from: 1 })).toEqual({ ids: [ids[1], ids[0]], sizes: [2] });
      expect(await read({ direction: 'backwards', from: ids.length + 100, maxCount: 2 })).toEqual({
        ids: reversed.slice(0, 2),
        sizes: [2],
      });
    });

    it('gives whole pages however many are wanted', async () => {
      expect((await read({ maxCount: PAGE_SIZE + 1 })).sizes).toEqual([PAGE_SIZE, 1]);
      expect((await read({ maxCount: PAGE_SIZE })).sizes).toEqual([PAGE_SIZE]);
      expect((await read({ maxCount: 0 })).sizes).toEqual([]);
    });

    it('has no events when it does not exist', async () => {
      expect((await collect(log.readStream(freshStream()))).sizes).toEqual([]);
      expect((await collect(log.readStream(freshStream(), { direction: 'backwards' }))).sizes).toEqual([]);
    });

    it('is not read from what is no revision', async () => {
      for (const from of [-1, 0.5, NaN]) expect(await outcomeOf(read({ from }))).toBe('INVALID_INPUT');
      for (const maxCount of [-1, 0.5, NaN]) expect(await outcomeOf(read({ maxCount }))).toBe('INVALID_INPUT');
    });
  });

  describe('the log', () => {
    /** Two categories whose events alternate, and where the log stood before them. */
    const write = async (rounds: number, perRound: number) => {
      const before = await log.head();
      const [even, odd] = [freshCategory(), freshCategory()];
      const positions: Position[] = [];
      const ids: string[] = [];
      for (let round = 0; round < rounds; round++) {
        const events = newEvents(perRound);
        ids.push(...idsOf(events));
        positions.push((await log.append(freshStream(round % 2 === 0 ? even : odd), 'NO_STREAM', events)).position);
      }
      return { before, even, odd, positions, ids };
    };

    it('is read in pages, in order, with every event once', async () => {
      const { before, even, odd, ids } = await write(5, PAGE_SIZE / 2);
      const { events, sizes } = await collect(log.read(before, { categories: [even, odd] }));
      expect(idsOf(events)).toEqual(ids);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(PAGE_SIZE);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      const positions = events.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
    });

    it('is read by category, not by prefix', async () => {
      const { before, even, ids } = await write(4, 3);
      await log.append(freshStream(`${even}x`), 'NO_STREAM', newEvents(1));
      const wanted = [...ids.slice(0, 3), ...ids.slice(6, 9)];
      expect(idsOf((await collect(log.read(before, { categories: [even, even, freshCategory()] }))).events)).toEqual(wanted);
      expect((await collect(log.read(before, { categories: [] }))).sizes).toEqual([]);
      expect(idsOf((await collect(log.read(before))).events)).toEqual(expect.arrayContaining(ids));
    });

    it('is read after a position, up to and with another', async () => {
      const { positions, even, odd, ids } = await write(4, 2);
      const read = async (after: Position, until?: Position) =>
        idsOf((await collect(log.read(after, { categories: [even, odd], ...(until === undefined ? {} : { until }) }))).events);
      const [first, second, third, fourth] = positions as [Position, Position, Position, Position];
      expect(await read(START)).toEqual(ids);
      expect(await read(first)).toEqual(ids.slice(2));
      expect(await read(first, third)).toEqual(ids.slice(2, 6));
      expect(await read(fourth)).toEqual([]);
      expect(await read(second, second)).toEqual([]);
      expect(await read(third, first)).toEqual([]);
      expect(await read(START, START)).toEqual([]);
    });

    it('gives a single event by its position', async () => {
      const { before, even, odd, ids } = await write(3, 2);
      const { events } = await collect(log.read(before, { categories: [even, odd] }));
      const single = await Promise.all(events.map(({ position }) => log.eventAt(position)));
      expect(single).toEqual(events);
      expect(idsOf(single.map((event) => event!))).toEqual(ids);
      expect(await log.eventAt(START)).toBeUndefined();
    });

    it('ends where the head was at the call, whatever is written meanwhile', async () => {
      const category = freshCategory();
      const events = newEvents(PAGE_SIZE + 1);
      for (const event of [events.slice(0, PAGE_SIZE), events.slice(PAGE_SIZE)])
        await log.append(freshStream(category), 'NO_STREAM', event);
      let seen = 0;
      for await (const page of log.read(START, { categories: [category] })) {
        seen += page.length;
        await log.append(freshStream(category), 'NO_STREAM', newEvents(1));
      }
      expect(seen).toBe(events.length);
    });

    it('stops reading when told to', async () => {
      const { before, even, odd } = await write(3, PAGE_SIZE);
      const stop = new AbortController();
      let seen = 0;
      for await (const page of log.read(before, { categories: [even, odd], signal: stop.signal })) {
        seen += page.length;
        stop.abort();
      }
      expect(seen).toBeGreaterThan(0);
      expect(seen).toBeLessThanOrEqual(PAGE_SIZE);
      expect((await collect(log.read(before, { signal: AbortSignal.abort() }))).sizes).toEqual([]);
    });

    it('refuses positions that it never gave out', async () => {
      const head = await log.head();
      const beyond = head.replace(/^\d/, '9');
      for (const position of ['x', '0', '-1', ' ', `${head} `, `${head}0`, beyond]) {
        expect(await outcomeOf(collect(log.read(position)))).toBe('INVALID_POSITION');
        expect(await outcomeOf(collect(log.read(START, { until: position })))).toBe('INVALID_POSITION');
        if (position !== beyond) expect(await log.eventAt(position)).toBeUndefined();
        expect(await outcomeOf(log.follow(position)[Symbol.asyncIterator]().next())).toBe('INVALID_POSITION');
      }
    });

    it('refuses categories that no stream can have', async () => {
      for (const category of ['ticket-', '$ce', '']) {
        expect(await outcomeOf(collect(log.read(START, { categories: [category] })))).toBe('INVALID_INPUT');
        expect(
          await outcomeOf(
            log
              .follow(START, { categories: [category] })
              [Symbol.asyncIterator]()
              .next(),
          ),
        ).toBe('INVALID_INPUT');
      }
    });

    it('has its head at the newest event', async () => {
      const { position } = await log.append(freshStream(), 'NO_STREAM', newEvents(2));
      expect((await log.head()) >= position).toBe(true);
    });

    it('gives back event types that nobody here knows', async () => {
      const stream = freshStream();
      const [event] = newEvents(1);
      await log.append(stream, 'NO_STREAM', [{ ...event!, type: 'FromTheFuture' }]);
      expect((await collect(log.readStream(stream))).events[0]).toMatchObject({ type: 'FromTheFuture', data: { number: 0 } });
    });
  });
}
