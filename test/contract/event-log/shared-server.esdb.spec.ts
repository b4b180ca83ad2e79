import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventLog, PAGE_SIZE } from '../../../src/event-log/event-log.js';
import { openEventLog } from '../../../src/event-log/open-event-log.js';
import { startEventStoreDb, type TestEventStoreDb, whyNoEventStoreDb } from '../../support/servers/eventstoredb.js';
import { collect, freshCategory, freshStream, idsOf, newEvent, takeFollowing } from './event-log-harness.js';

const reason = whyNoEventStoreDb();

// A server of its own: what the head is after an append only we may decide.
(reason === undefined ? describe : describe.skip)(
  `EventStoreDbLog on a server that others use too${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let server: TestEventStoreDb;
    let log: EventLog;
    let other: EventStoreDBClient;
    beforeAll(async () => {
      server = await startEventStoreDb();
      log = await openEventLog(server.url);
      other = EventStoreDBClient.connectionString(server.url);
    });
    afterAll(async () => {
      await log.close();
      await other.dispose();
      await server.stop();
    });

    const foreign = () => [
      binaryEvent({ id: randomUUID(), type: 'Picture', data: new Uint8Array([0xff, 0xd8, 0x00]) }),
      binaryEvent({ id: randomUUID(), type: 'Marked', data: new Uint8Array([0]), metadata: new Uint8Array([0xff]) }),
      jsonEvent({ id: randomUUID(), type: 'Listed', data: [1, 2] }),
      jsonEvent({ id: randomUUID(), type: 'Said', data: 'words' }),
      jsonEvent({
        id: randomUUID(),
        type: 'Foreign',
        data: { colour: 'red' },
        metadata: { commandId: 'theirs', $causationId: 'x' },
      }),
      // By chance, or by malice, under a type name of ours.
      jsonEvent({
        id: randomUUID(),
        type: 'TicketLogged',
        data: { ticketId: 'T1' },
        metadata: { commandId: 'theirs', occurredAt: 'yesterday', schemaVersion: '2.0' },
      }),
    ];
    /** Foreign events, one of ours among them, and one of ours at the end. */
    const mixture = async () => {
      const [theirs, ours] = [freshCategory(), freshCategory()];
      const [first, last] = [newEvent({ number: 1 }), newEvent({ number: 2 })];
      const strangers = foreign();
      await other.appendToStream(freshStream(theirs), strangers);
      await log.append(freshStream(ours), 'NO_STREAM', [first]);
      // A stream without a dash has no category.
      await other.appendToStream(theirs, foreign());
      await log.append(freshStream(ours), 'NO_STREAM', [last]);
      return { theirs, ours, strangers, own: [first, last] };
    };

    it('reads and follows over events that are not ours', async () => {
      const before = await log.head();
      const { theirs, ours, strangers, own } = await mixture();
      expect(idsOf((await collect(log.read(before, { categories: [ours] }))).events)).toEqual(idsOf(own));
      expect(idsOf(await takeFollowing(log.follow(before, { categories: [ours] }), 2))).toEqual(idsOf(own));
      expect((await collect(log.read(before))).events).toHaveLength(2 * strangers.length + own.length);

      const { events } = await collect(log.read(before, { categories: [theirs] }));
      expect(idsOf(events)).toEqual(idsOf(strangers));
      // Each has what a fold may rely on, and nothing that a fold or a command would take for its own.
      for (const { id, type, data, metadata, recordedAt } of events) {
        expect([type, data]).toEqual([expect.stringMatching(/^foreign:/), {}]);
        expect(metadata).toMatchObject({ occurredAt: recordedAt, commandId: id, actorKind: 'SYSTEM', $correlationId: id });
      }
    });

    it('gives a stream with events of others in it their places, and no more', async () => {
      const stream = freshStream();
      await log.append(stream, 'NO_STREAM', [newEvent({ number: 1 })]);
      await other.appendToStream(stream, [...foreign(), jsonEvent({ type: '$>', data: `0@${stream}` })]);
      const { revision } = await log.append(stream, foreign().length + 1, [newEvent({ number: 2 })]);
      const { events } = await collect(log.readStream(stream));
      expect(events.map((event) => event.revision)).toEqual(Array.from({ length: revision + 1 }, (_, at) => at));
      expect(events.flatMap(({ type, data }) => (type === newEvent().type ? [data] : []))).toEqual([
        { number: 1 },
        { number: 2 },
      ]);
    });

    it('says of a stream that was deleted for good that it is, and goes on in one that was not', async () => {
      for (const [remove, refused] of [
        [(stream: string) => other.tombstoneStream(stream), { code: 'STREAM_DELETED' }],
        [(stream: string) => other.deleteStream(stream), undefined],
      ] as const) {
        const stream = freshStream();
        await log.append(stream, 'NO_STREAM', [newEvent()]);
        await remove(stream);
        expect((await collect(log.readStream(stream))).events).toEqual([]);
        const appended = log.append(stream, 'NO_STREAM', [newEvent()]);
        await (refused
          ? expect(appended).rejects.toMatchObject(refused)
          : expect(appended).resolves.toMatchObject({ revision: 1 }));
      }
    });

    it('gives the same events live as when they are read', async () => {
      const before = await log.head();
      const live = takeFollowing(log.follow(before), 2 * foreign().length + 2);
      await mixture();
      expect(await live).toEqual((await collect(log.read(before))).events);
    });

    it('has its head at the newest event, though pages of the server’s own come after it', async () => {
      const { position } = await log.append(freshStream(), 'NO_STREAM', [newEvent()]);
      const bookkeeping = () => Array.from({ length: PAGE_SIZE }, () => jsonEvent({ type: '$statistics', data: {} }));
      for (let round = 0; round < 2; round++) {
        await other.appendToStream(freshStream(), [...bookkeeping(), ...bookkeeping().slice(0, 10)]);
        expect(await log.head()).toBe(position);
        expect(await log.head()).toBe(position);
      }
      const next = await log.append(freshStream(), 'NO_STREAM', [newEvent()]);
      expect(await log.head()).toBe(next.position);
      // One that has looked at nothing yet.
      await other.appendToStream(freshStream(), bookkeeping());
      const fresh = await openEventLog(server.url);
      expect(await fresh.head()).toBe(next.position);
      await fresh.close();
    });
  },
);
