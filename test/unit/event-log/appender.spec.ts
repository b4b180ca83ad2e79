import type { EventStoreDBClient } from '@eventstore/db-client';
import { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { Appender } from '../../../src/event-log/eventstoredb/appender.js';
import { newEvents } from '../../contract/event-log/event-log-harness.js';

/** A server that refuses what, by its own clock, comes too late, as `BatchAppend` does: the client sends a time, not a length. */
const serverWhoseClockIsAhead = (milliseconds: number) => ({
  appendToStream: async (_stream: string, events: readonly unknown[], { deadline = 10_000 }: { deadline?: number }) => {
    if (deadline <= milliseconds) throw Object.assign(new Error(''), { type: 'deadline-exceeded' });
    return { nextExpectedRevision: BigInt(events.length - 1), position: { commit: 1n, prepare: 1n } };
  },
});

it('An append is taken by a server whose clock is a minute ahead', async () => {
  const appender = new Appender(serverWhoseClockIsAhead(60_000) as unknown as EventStoreDBClient, 'db:2113');
  expect(await appender.append('ticket-1', 'NO_STREAM', newEvents(2))).toMatchObject({ revision: 1 });
});

it.each([
  ['unknown', 'Could not recognize MaximumAppendEventSizeExceeded'],
  ['unknown', '3 INVALID_ARGUMENT: Event with Id: 1, Size: 2000, exceeds Maximum Append Event Size of 1024.'],
  ['maximum-append-size-exceeded', ''],
])('A limit of the server that the client calls %s, saying "%s", is APPEND_TOO_LARGE', async (type, message) => {
  const refusing = { appendToStream: () => Promise.reject(Object.assign(new Error(message), { type })) };
  const appender = new Appender(refusing as unknown as EventStoreDBClient, 'db:2113');
  await expect(appender.append('ticket-1', 'NO_STREAM', newEvents(1))).rejects.toMatchObject({
    code: 'APPEND_TOO_LARGE',
    remedy: expect.stringContaining('MaxAppendEventSize'),
  });
});

/** A client whose server answers when told to, and what it has been sent. */
function busyClient() {
  const answers: (() => void)[] = [];
  const sent: string[] = [];
  const appendToStream = (stream: string) => {
    sent.push(stream);
    const answer = { nextExpectedRevision: 0n, position: { commit: 1n, prepare: 1n } };
    return new Promise((resolve) => answers.push(() => resolve(answer)));
  };
  const GRPCStreamCreator = (_service: unknown, _name: unknown, open: (grpc: unknown) => Duplex, _cache: unknown) => open({});
  return { answers, sent, busy: { appendToStream, GRPCStreamCreator } };
}

it('Appends at once are as many as the client’s stream holds, in order; many once it holds any number', async () => {
  const { answers, sent, busy } = busyClient();
  const appender = new Appender(busy as unknown as EventStoreDBClient, 'db:2113');
  const streams = Array.from({ length: 1_200 }, (_, n) => `ticket-${n}`);
  const appends = streams.map((stream) => appender.append(stream, 'NO_STREAM', newEvents(1)));
  await nextTurn();
  expect(sent).toHaveLength(15);
  busy.GRPCStreamCreator({}, '', () => new Duplex(), {});
  await nextTurn();
  expect(sent).toHaveLength(512);
  busy.GRPCStreamCreator({}, '', () => Object.defineProperty(new Duplex(), 'writableHighWaterMark', { value: 16 }), {});
  for (const answer of answers.splice(0, 498)) answer();
  await nextTurn();
  expect(sent).toHaveLength(513);
  while (sent.length < streams.length || answers.length > 0) {
    for (const answer of answers.splice(0)) answer();
    await nextTurn();
  }
  expect(sent).toEqual(streams);
  await Promise.all(appends);
});

it('An append whose time was up before its turn came is refused and not sent', async () => {
  const { answers, sent, busy } = busyClient();
  const appender = new Appender(busy as unknown as EventStoreDBClient, 'db:2113');
  const appends = Array.from({ length: 20 }, (_, n) => appender.append(`ticket-${n}`, 'NO_STREAM', newEvents(1)));
  const outcomes = Promise.allSettled(appends);
  await nextTurn();
  const inTime = sent.length;
  expect(inTime).toBeLessThan(20);
  const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
  for (const answer of answers) answer();
  expect((await outcomes).map(({ status }) => status)).toEqual([
    ...Array<string>(inTime).fill('fulfilled'),
    ...Array<string>(20 - inTime).fill('rejected'),
  ]);
  expect(sent).toHaveLength(inTime);
  now.mockRestore();
});

it('A repeat that succeeds without a position tells that the stream was deleted since', async () => {
  const withoutPosition = { appendToStream: async () => ({ success: true, nextExpectedRevision: 0n }) };
  const appender = new Appender(withoutPosition as unknown as EventStoreDBClient, 'db:2113');
  await expect(appender.append('ticket-1', 'NO_STREAM', newEvents(1))).rejects.toMatchObject({
    code: 'WRONG_EXPECTED_REVISION',
  });
});
