import type { EventStoreDBClient } from '@eventstore/db-client';
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

it('An append whose time was up before its turn came is refused and not sent', async () => {
  const answers: (() => void)[] = [];
  const sent: string[] = [];
  const busy = {
    appendToStream: (stream: string) => {
      sent.push(stream);
      const answer = { nextExpectedRevision: 0n, position: { commit: 1n, prepare: 1n } };
      return new Promise((resolve) => answers.push(() => resolve(answer)));
    },
  };
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
