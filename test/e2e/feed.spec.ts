import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { EventLog, NewEvent } from '../../src/event-log/event-log.js';
import { openEventLog } from '../../src/event-log/open-event-log.js';
import { FeedTail } from '../../src/feed/feed.module.js';
import { appOver, type TestApp } from '../support/app.js';
import { newEvent, numbered } from '../support/new-events.js';
import { readFeed, sseBlocks } from '../support/sse-client.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../fault/app/until.js';

describe('GET /feed/events over the embedded log', () => {
  let folder: string;
  let log: EventLog;
  let server: TestApp;
  let url: string;

  const open = async () => {
    log = await openEventLog(`file:${join(folder, 'events.db')}`);
    server = await appOver({ log }, { projectorOnly: true, feed: { heartbeatMs: 20 } });
    url = await server.listen();
  };
  const close = async () => {
    await server.close();
    await log.close();
  };
  beforeEach(async () => {
    folder = newFolder();
    await open();
  });
  afterEach(close);
  // After the closing: it removes the folder.
  const newFolder = temporaryFolders();

  const append = (...events: NewEvent[]) => log.append('ticket-T1', 'ANY', events);
  const appendNumbered = async (from: number, until: number) => {
    for (let n = from; n < until; n += 1) await append(numbered(n));
  };
  const feed = (query = '') => `${url}/feed/events${query}`;
  const tickets = (blocks: Awaited<ReturnType<typeof readFeed>>): string[] =>
    blocks.map(({ data }) => (JSON.parse(data!) as { data: { ticketId: string } }).data.ticketId);
  const numbers = (from: number, until: number) => Array.from({ length: until - from }, (_, i) => `T${from + i}`);

  it('keeps nothing of a reader that has what it wanted, has left or was refused', async () => {
    await appendNumbered(0, 3);
    for (const query of ['?limit=1', '?limit=3', '?after=nonsense', '?types=Nonsense']) await (await fetch(feed(query))).text();
    await fetch(feed(), { method: 'HEAD' });
    const leave = new AbortController();
    await fetch(feed(), { signal: leave.signal });
    leave.abort();
    const pipelining = connect(Number(new URL(url).port), '127.0.0.1');
    pipelining.write(`GET /feed/events HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`.repeat(2));
    await until(
      async () => server.app.get(FeedTail).readerCount,
      (readers) => readers === 2,
      5_000,
    );
    pipelining.destroy();
    expect(
      await until(
        async () => server.app.get(FeedTail).readerCount,
        (readers) => readers === 0,
        5_000,
      ),
    ).toBe(0);
  });

  it('sends events as CloudEvents, with the position as id and the type as event', async () => {
    const event = numbered(0);
    const { position } = await append(event);
    const [block] = await readFeed(feed(), { count: 1 });
    expect(block).toMatchObject({ id: position, event: 'TicketWorkStarted' });
    expect(JSON.parse(block!.data!)).toMatchObject({
      specversion: '1.0',
      id: event.id,
      source: '/organizations/st-elsewhere/ticket',
      type: 'org.rapport.TicketWorkStarted.v1',
      subject: 'ticket-T1',
      position,
      data: event.data,
    });
  });

  it('says what it is and how soon to come back, before the first event', async () => {
    const leave = new AbortController();
    const response = await fetch(feed(), { signal: leave.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect((await sseBlocks(response).next()).value).toEqual({ retry: '2000' });
    leave.abort();
  });

  it('resumes behind Last-Event-ID, above `after`, without gap or repeat', async () => {
    await appendNumbered(0, 5);
    const first = await readFeed(feed(), { count: 3 });
    const rest = readFeed(feed('?after='), { count: 7, lastEventId: first.at(-1)!.id! });
    await appendNumbered(5, 10);
    expect(tickets([...first, ...(await rest)])).toEqual(numbers(0, 10));
  });

  it('resumes after a restart of the server', async () => {
    await appendNumbered(0, 5);
    const first = await readFeed(feed(), { count: 4 });
    await close();
    await open();
    await appendNumbered(5, 8);
    const rest = await readFeed(feed(`?after=${first.at(-1)!.id}`), { count: 4 });
    expect(tickets([...first, ...rest])).toEqual(numbers(0, 8));
  });

  it('ends the streams when the server stops', async () => {
    await appendNumbered(0, 2);
    const reading = readFeed(feed());
    // The stream is open once its events have come; a second reader shows that they can.
    await readFeed(feed(), { count: 2 });
    await server.close();
    expect(tickets(await reading).length).toBeLessThanOrEqual(2);
  });

  it('ends after `limit` events', async () => {
    await appendNumbered(0, 5);
    expect(tickets(await readFeed(feed('?limit=3')))).toEqual(numbers(0, 3));
  });

  it('ends where it is asked to, or where the log stood when it was asked', async () => {
    await appendNumbered(0, 5);
    const [, second] = await readFeed(feed('?limit=2'));
    const read = async (query: string) => tickets(await readFeed(feed(query)));
    expect(await read(`?until=${second!.id}`)).toEqual(numbers(0, 2));
    expect(await read(`?after=start&until=${second!.id}&limit=9`)).toEqual(numbers(0, 2));
    expect(await read(`?after=${second!.id}&until=end`)).toEqual(numbers(2, 5));
    expect(await read('?limit=9')).toEqual(numbers(0, 5));
    expect(await read('?after=end&until=end')).toEqual([]);
    expect(await read(`?after=${second!.id}&until=${second!.id}`)).toEqual([]);
    expect(await read('?stream=ticket-T1&until=end')).toEqual(numbers(0, 5));
    expect(await read('?stream=ticket-T2&until=end')).toEqual([]);
  });

  it('with `after=end` begins with what comes', async () => {
    await appendNumbered(0, 2);
    const leave = new AbortController();
    const blocks = sseBlocks(await fetch(feed('?after=end'), { signal: leave.signal }));
    expect((await blocks.next()).value).toEqual({ retry: '2000' });
    // The answer has begun: what comes from here on is behind the end.
    await appendNumbered(2, 3);
    let block = (await blocks.next()).value;
    while (block!.data === undefined) block = (await blocks.next()).value;
    expect(tickets([block!])).toEqual(['T2']);
    leave.abort();
  });

  it.each(['after', 'until'])('refuses a position that the log never gave out, by the name of %s', async (field) => {
    await appendNumbered(0, 2);
    const response = await fetch(feed(`?${field}=nonsense`));
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: 'INVALID_POSITION', field } }]);
  });

  it('filters by type, department and team, in the past and in what comes', async () => {
    const resolved = (n: number) =>
      newEvent({ type: 'TicketResolved', data: { ticketId: `T${n}`, teamId: 'desk', departmentId: 'icu' } });
    const give = () => append(numbered(1), numbered(2, { departmentId: 'lab' }), numbered(3, { teamId: 'network' }), resolved(4));
    await give();
    const reading = [
      readFeed(feed('?types=TicketResolved'), { count: 2 }),
      readFeed(feed('?department=lab'), { count: 2 }),
      readFeed(feed('?team=network'), { count: 2 }),
      readFeed(feed('?types=TicketResolved,TicketWorkStarted&department=icu&team=desk'), { count: 4 }),
    ];
    await give();
    expect((await Promise.all(reading)).map(tickets)).toEqual([
      ['T4', 'T4'],
      ['T2', 'T2'],
      ['T3', 'T3'],
      ['T1', 'T4', 'T1', 'T4'],
    ]);
  });

  it('shows signs of life and moves the place forward past what the filter leaves out', async () => {
    const { position } = await append(numbered(0));
    const leave = new AbortController();
    const response = await fetch(feed('?types=TicketClosed'), { signal: leave.signal });
    const alive: unknown[] = [];
    for await (const block of sseBlocks(response)) {
      if (block.comment !== undefined) alive.push(block);
      if (alive.length === 2) break;
    }
    leave.abort();
    expect(alive).toEqual([{ comment: 'alive', id: position }, { comment: 'alive' }]);
  });

  it.each([
    ['an unknown type', '?types=TicketLoged', 'INVALID_INPUT', 'types', 'NOT_ONE_OF'],
    ['an unknown parameter', '?since=1', 'INVALID_INPUT', 'since', 'UNKNOWN_FIELD'],
    ['a position that the log did not give out', '?after=tomorrow', 'INVALID_POSITION', 'after'],
    ['a position beyond the newest event', '?after=9999999999999999', 'INVALID_POSITION', 'after'],
  ])('refuses %s before the stream begins', async (_, query, code, field, reason?: string) => {
    const response = await fetch(feed(query));
    expect(response.status).toBe(400);
    const reasons = reason && [expect.objectContaining({ field, code: reason })];
    expect(await response.json()).toEqual({
      error: { code, field, message: expect.any(String), remedy: expect.any(String), ...(reasons && { reasons }) },
    });
  });

  it('answers HEAD without a stream', async () => {
    const response = await fetch(feed(), { method: 'HEAD', signal: AbortSignal.timeout(60_000) });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toBe('');
  });
});
