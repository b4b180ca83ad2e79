import { describe, expect, it } from 'vitest';
import { type Appended, type EventLog, type ExpectedRevision, MAX_APPEND_BYTES } from '../../../src/event-log/event-log.js';
import {
  collect,
  freshCategory,
  freshStream,
  idsOf,
  metadata,
  newEvent,
  newEvents,
  openedFor,
  type OpenHarness,
  outcomeOf,
} from './event-log-harness.js';

const where = ({ revision, position }: Appended) => ({ revision, position });

/** What an append promises. */
export function appendSuite(open: OpenHarness): void {
  let log: EventLog;
  openedFor(open, (opened) => (log = opened));

  const stored = async (stream: string) => idsOf((await collect(log.readStream(stream))).events);

  describe('the expected revision', () => {
    const cases: [ExpectedRevision, onNothing: number | string, onTwoEvents: number | string][] = [
      ['NO_STREAM', 0, 'WRONG_EXPECTED_REVISION'],
      ['ANY', 0, 2],
      ['STREAM_EXISTS', 'WRONG_EXPECTED_REVISION', 2],
      [0, 'WRONG_EXPECTED_REVISION', 'WRONG_EXPECTED_REVISION'],
      [1, 'WRONG_EXPECTED_REVISION', 2],
      [2, 'WRONG_EXPECTED_REVISION', 'WRONG_EXPECTED_REVISION'],
    ];
    it.each(cases)('%s on no stream: %s, on one of two events: %s', async (expected, onNothing, onTwoEvents) => {
      const revisionOrCode = async (stream: string) => {
        const outcome = await outcomeOf(log.append(stream, expected, [newEvent()]));
        return typeof outcome === 'string' ? outcome : outcome.revision;
      };
      expect(await revisionOrCode(freshStream())).toBe(onNothing);
      const stream = freshStream();
      await log.append(stream, 'NO_STREAM', newEvents(2));
      expect(await revisionOrCode(stream)).toBe(onTwoEvents);
    });

    it('tells where the stream really stands', async () => {
      const stream = freshStream();
      await expect(log.append(stream, 3, [newEvent()])).rejects.toMatchObject({ cause: { stream, expected: 3, actual: -1 } });
      await log.append(stream, 'NO_STREAM', newEvents(2));
      await expect(log.append(stream, 'NO_STREAM', [newEvent()])).rejects.toMatchObject({
        code: 'WRONG_EXPECTED_REVISION',
        message: expect.stringContaining('is at revision 1'),
        cause: { stream, expected: 'NO_STREAM', actual: 1 },
      });
    });

    it('lets one of many racing appends win', async () => {
      const stream = freshStream();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => outcomeOf(log.append(stream, 'NO_STREAM', [newEvent()]))),
      );
      expect(outcomes.filter((outcome) => outcome === 'WRONG_EXPECTED_REVISION')).toHaveLength(19);
      expect(await stored(stream)).toHaveLength(1);
    });
  });

  describe('the result', () => {
    it('names the last event', async () => {
      const stream = freshStream();
      const appended = await log.append(stream, 'NO_STREAM', newEvents(3));
      const { events } = await collect(log.readStream(stream));
      expect(appended).toMatchObject({ revision: 2, position: events[2]?.position });
      expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(events.map(({ position }) => position)).toEqual(events.map(({ position }) => position).sort());
    });

    it('is readable at once, word for word', async () => {
      const stream = freshStream();
      const data = {
        text: 'Größe 📈 \u0000 日本語 "quoted" \\ \n',
        deep: { list: [1, 2.5, -0.1, null, true] },
        large: Number.MAX_SAFE_INTEGER,
      };
      const event = {
        ...newEvent(data, 'Überraschung'),
        metadata: { ...metadata, actorRef: 'Ärztin-🩺', sourceSystem: 'desk', sourceExternalId: '7' },
      };
      const before = Date.now();
      const { position } = await log.append(stream, 'NO_STREAM', [event]);
      const { events } = await collect(log.readStream(stream));
      expect(events).toEqual([
        {
          ...event,
          stream,
          revision: 0,
          position,
          recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        },
      ]);
      expect(Math.abs(Date.parse(events[0]?.recordedAt ?? '') - before)).toBeLessThan(60_000);
    });
  });

  describe('a repeated append', () => {
    it.each<[ExpectedRevision, ExpectedRevision]>([
      ['NO_STREAM', 'NO_STREAM'],
      [1, 1],
      ['ANY', 'ANY'],
      ['STREAM_EXISTS', 'STREAM_EXISTS'],
    ])('with %s returns the first result and writes nothing, also after later events', async (expected) => {
      const stream = freshStream();
      const earlier = expected === 'NO_STREAM' ? [] : newEvents(2);
      if (earlier.length > 0) await log.append(stream, 'NO_STREAM', earlier);
      const events = newEvents(2);
      const first = await log.append(stream, expected, events);
      expect(await log.append(stream, expected, events)).toMatchObject(where(first));
      const later = newEvents(2);
      await log.append(stream, first.revision, later);
      expect(await log.append(stream, expected, events)).toMatchObject(where(first));
      expect(await stored(stream)).toEqual(idsOf([...earlier, ...events, ...later]));
    });

    it('is recognised by its ids alone, in either case', async () => {
      const stream = freshStream();
      const event = newEvent({ first: true });
      const first = await log.append(stream, 'NO_STREAM', [event]);
      await log.append(stream, 0, [newEvent()]);
      const again = await log.append(stream, 'NO_STREAM', [{ ...event, id: event.id.toUpperCase(), data: { first: false } }]);
      expect(again).toMatchObject(where(first));
    });

    it('is told from a new one, by those engines that can tell', async () => {
      const [stream, events] = [freshStream(), newEvents(2)];
      const fresh = (await log.append(stream, 'NO_STREAM', events)).repeated;
      const again = (await log.append(stream, 'NO_STREAM', events)).repeated;
      const anyway = (await log.append(stream, 'ANY', events)).repeated;
      expect([fresh, again, anyway]).toEqual(fresh === undefined ? [undefined, undefined, undefined] : [false, true, true]);
    });

    it('of the leading part returns that part’s result', async () => {
      const stream = freshStream();
      const [first, second, third] = newEvents(3) as [
        ReturnType<typeof newEvent>,
        ReturnType<typeof newEvent>,
        ReturnType<typeof newEvent>,
      ];
      await log.append(stream, 'NO_STREAM', [first, second, third]);
      expect(await log.append(stream, 'NO_STREAM', [first, second])).toMatchObject({ revision: 1 });
    });

    it.each<ExpectedRevision>(['NO_STREAM', 'ANY'])('with %s and a further id is refused', async (expected) => {
      const stream = freshStream();
      const events = newEvents(2);
      await log.append(stream, 'NO_STREAM', events);
      expect(await outcomeOf(log.append(stream, expected, [...events, newEvent()]))).toBe('WRONG_EXPECTED_REVISION');
      expect(await outcomeOf(log.append(stream, 'NO_STREAM', [newEvent(), ...events]))).toBe('WRONG_EXPECTED_REVISION');
      expect(await stored(stream)).toEqual(idsOf(events));
    });

    it('with ANY, the first id being new, is written again', async () => {
      const stream = freshStream();
      const known = newEvents(1);
      await log.append(stream, 'NO_STREAM', known);
      expect(await log.append(stream, 'ANY', [newEvent(), ...known])).toMatchObject({ revision: 2 });
    });

    it('at the stream’s own head is written again', async () => {
      const stream = freshStream();
      const events = newEvents(2);
      await log.append(stream, 'NO_STREAM', events);
      expect(await log.append(stream, 1, events)).toMatchObject({ revision: 3 });
      expect(await stored(stream)).toEqual(idsOf([...events, ...events]));
    });

    it('does not recognise ids of another stream', async () => {
      const category = freshCategory();
      const events = newEvents(1);
      const first = await log.append(freshStream(category), 'NO_STREAM', events);
      const second = await log.append(freshStream(category), 'ANY', events);
      expect(second).toMatchObject({ revision: 0 });
      expect(second.position > first.position).toBe(true);
    });
  });

  describe('what is refused', () => {
    it.each([
      '',
      'nodash',
      '-key',
      'ticket-',
      '$ticket-1',
      '$$ticket-1',
      'ticket 2-1',
      'ticket-1 2',
      `ticket-${'x'.repeat(251)}`,
    ])('stream name "%s"', async (stream) => {
      expect(await outcomeOf(log.append(stream, 'ANY', [newEvent()]))).toBe('INVALID_INPUT');
      expect(await outcomeOf(collect(log.readStream(stream)))).toBe('INVALID_INPUT');
    });

    it('no events, malformed ids, types and revisions', async () => {
      const stream = freshStream();
      for (const events of [
        [],
        [{ ...newEvent(), id: 'not-a-uuid' }],
        [newEvent(), { ...newEvent(), id: '' }],
        [newEvent({}, '')],
        [newEvent({}, '$reserved')],
      ]) {
        expect(await outcomeOf(log.append(stream, 'ANY', events))).toBe('INVALID_INPUT');
      }
      for (const expected of [-1, 0.5, NaN, Infinity, 2 ** 53])
        expect(await outcomeOf(log.append(stream, expected, [newEvent()]))).toBe('INVALID_INPUT');
      expect(await stored(stream)).toEqual([]);
    });

    it('an append that weighs a byte more than allowed', async () => {
      const stream = freshStream();
      const type = 'Grown';
      // ü takes two bytes: bytes are what counts, not characters.
      const frame =
        Buffer.byteLength(JSON.stringify({ text: 'ü' })) + Buffer.byteLength(JSON.stringify(metadata)) + 2 * type.length;
      const weighing = (bytes: number) => [newEvent({ text: `ü${'x'.repeat(bytes - frame)}` }, type)];
      expect(await outcomeOf(log.append(stream, 'NO_STREAM', weighing(MAX_APPEND_BYTES + 1)))).toBe('APPEND_TOO_LARGE');
      expect(await stored(stream)).toEqual([]);
      expect(await log.append(stream, 'NO_STREAM', weighing(MAX_APPEND_BYTES))).toMatchObject({ revision: 0 });
      const half = weighing(MAX_APPEND_BYTES / 2 + 1);
      expect(await outcomeOf(log.append(stream, 0, [...half, ...weighing(MAX_APPEND_BYTES / 2)]))).toBe('APPEND_TOO_LARGE');
      expect(await stored(stream)).toHaveLength(1);
    });
  });
}
