import { describe, expect, it } from 'vitest';
import { START } from '../../../src/domain/kernel/event.js';
import { LogTail } from '../../../src/feed/log-tail.js';
import { singleEvents } from '../../../src/graphql/subscriptions/subscriptions.resolver.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { numbered } from '../../support/new-events.js';

describe('singleEvents', () => {
  const open = async (log: MemoryEventLog, tail: LogTail) => {
    const reader = new AbortController();
    const pages = tail.from(START, {}, reader.signal);
    const first = await pages.next();
    return { pages, events: singleEvents(first.value as Exclude<typeof first.value, void>, pages, reader) };
  };

  it('gives the events of the first page and of those after it one by one', async () => {
    const log = new MemoryEventLog({ pageSize: 2 });
    const tail = new LogTail(log);
    await log.append('ticket-T1', 'ANY', [numbered(1), numbered(2), numbered(3)]);
    const { events } = await open(log, tail);
    const seen = [(await events.next()).value, (await events.next()).value, (await events.next()).value];
    expect(seen).toEqual(log.events);
    await tail.close();
  });

  it.each([false, true])('lets go of a quiet log when the subscriber leaves (already waiting: %s)', async (waiting) => {
    const log = new MemoryEventLog();
    const tail = new LogTail(log);
    const { events, pages } = await open(log, tail);
    const next = waiting ? events.next() : undefined;
    expect(await events.return!()).toMatchObject({ done: true });
    if (next) expect(await next).toMatchObject({ done: true });
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    await tail.close();
  });
});
