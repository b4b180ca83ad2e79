import type { EventStoreDBClient } from '@eventstore/db-client';
import { expect, it } from 'vitest';
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
