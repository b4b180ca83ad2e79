import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { createClient } from 'graphql-ws';
import { readFeed } from '../../support/sse-client.js';
import { onEveryEngine } from './on-every-engine.js';
import { newCast, register, ticketOf } from './story.js';

// Comes with the GraphQL server, without type declarations.
const webSocketImpl: unknown = createRequire(import.meta.url)('ws');
const ROUND = 5;

onEveryEngine('The feed of the server', (server) => {
  const cast = newCast();
  const written: string[] = [];
  /** Writes some more tickets of the department, each without a team and so one event. */
  const writeMore = async () => {
    for (let n = 0; n < ROUND; n += 1) {
      const ticketId = `t${written.length}-${cast.desk}`;
      const { teamId: _, ...input } = ticketOf(cast, ticketId, '2026-03-01T08:00:00Z');
      await server.record('logTicket', input);
      written.push(ticketId);
    }
  };

  interface Read {
    readonly ticketId: string;
    readonly position: string;
  }
  /** Reads the feed: so many events, or until the server ends the stream. */
  const readOn = async (after: string, count?: number): Promise<readonly Read[]> => {
    const url = `${server.url}/feed/events?after=${registered}&department=${cast.radiology}`;
    const events = await readFeed(url, { lastEventId: after, ...(count !== undefined && { count }) });
    return events.map(({ id, data }) => ({
      position: id!,
      ticketId: (JSON.parse(data!) as { data: { ticketId: string } }).data.ticketId,
    }));
  };
  /** Reads so many events as a subscription. */
  const subscribe = async (after: string, count: number): Promise<readonly Read[]> => {
    const client = createClient({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl, retryAttempts: 0 });
    const query = `subscription { events(after: "${after}", departmentId: "${cast.radiology}") { position data } }`;
    const events: Read[] = [];
    for await (const { data } of client.iterate<{ events: { position: string; data: { ticketId: string } } }>({ query })) {
      const { position, data: fact } = data!.events;
      events.push({ position, ticketId: fact.ticketId });
      if (events.length === count) break;
    }
    await client.dispose();
    return events;
  };

  let registered: string;
  /** What was read before the server was restarted: by two readers who left, and by one whom the server cut off. */
  let left: readonly Read[];
  let leftSubscription: readonly Read[];
  let cutOff: readonly Read[];
  beforeAll(async () => {
    registered = await register(server, cast);
    const live = [readOn(registered, ROUND), subscribe(registered, ROUND)] as const;
    await writeMore();
    [left, leftSubscription] = await Promise.all(live);
    const untilTheEnd = readOn(registered);
    // Nobody else listens now. The other half is written after the restart.
    await writeMore();
    await server.stop();
    cutOff = await untilTheEnd;
    await server.serve();
    await writeMore();
  });

  /** Reads what was written since, and what is being written. */
  async function goOn(before: readonly Read[], read: typeof subscribe): Promise<readonly Read[]> {
    const known = [...before, ...(await read(before.at(-1)?.position ?? registered, written.length - before.length))];
    const live = read(known.at(-1)!.position, ROUND);
    await writeMore();
    return [...known, ...(await live)];
  }
  const ticketsOf = (events: readonly Read[]) => events.map(({ ticketId }) => ticketId);

  it('goes on behind Last-Event-ID after a restart of the server, without gap or repeat', async () => {
    expect(ticketsOf(await goOn(left, readOn))).toEqual(written);
  });

  it('ends when the server stops, and goes on where it ended', async () => {
    expect(ticketsOf(await goOn(cutOff, readOn))).toEqual(written);
  });

  it('as a subscription goes on behind `after` across a restart, without gap or repeat', async () => {
    expect(ticketsOf(await goOn(leftSubscription, subscribe))).toEqual(written);
  });
});
