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
  let registered: string;
  const written: string[] = [];
  beforeAll(async () => {
    registered = await register(server, cast);
  });

  /** Some more tickets of the department, each without a team and so one event. */
  const writeMore = async () => {
    for (let n = 0; n < ROUND; n += 1) {
      const ticketId = `t${written.length}-${cast.desk}`;
      const { teamId: _, ...input } = ticketOf(cast, ticketId, '2026-03-01T08:00:00Z');
      await server.record('logTicket', input);
      written.push(ticketId);
    }
  };
  const restart = async () => {
    await server.stop();
    await server.serve();
  };
  const feed = () => `${server.url}/feed/events?after=${registered}&department=${cast.radiology}`;

  it('goes on behind Last-Event-ID after a restart of the server, without gap or repeat', async () => {
    const seen: { id: string; ticketId: string }[] = [];
    const read = async (lastEventId?: string) => {
      const events = await readFeed(feed(), { count: ROUND, ...(lastEventId && { lastEventId }) });
      for (const { id, data } of events) {
        seen.push({ id: id!, ticketId: (JSON.parse(data!) as { data: { ticketId: string } }).data.ticketId });
      }
    };
    await writeMore();
    await read();
    // Written while nobody listens, partly before and partly after the restart.
    await writeMore();
    await restart();
    await read(seen.at(-1)!.id);
    const live = read(seen.at(-1)!.id);
    await writeMore();
    await live;
    expect(seen.map(({ ticketId }) => ticketId)).toEqual(written);
  });

  it('ends when the server stops, and goes on where it ended', async () => {
    const before = written.length;
    const last = (await readFeed(feed(), { count: before })).at(-1)!.id!;
    // Reads until the server ends the stream.
    const cut = readFeed(feed(), { lastEventId: last });
    await writeMore();
    await restart();
    const first = await cut;
    await writeMore();
    const rest = await readFeed(feed(), {
      lastEventId: first.at(-1)?.id ?? last,
      count: written.length - before - first.length,
    });
    const ticketIds = [...first, ...rest].map(({ data }) => (JSON.parse(data!) as { data: { ticketId: string } }).data.ticketId);
    expect(ticketIds).toEqual(written.slice(before));
  });

  it('as a subscription goes on behind `after` across a restart, without gap or repeat', async () => {
    const before = written.length;
    const seen: { position: string; data: { ticketId: string } }[] = [];
    const take = async (after: string) => {
      const client = createClient({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl, retryAttempts: 0 });
      const query = `subscription { events(after: "${after}", departmentId: "${cast.radiology}") { position data } }`;
      let wanted = ROUND;
      for await (const { data } of client.iterate<{ events: (typeof seen)[number] }>({ query })) {
        seen.push(data!.events);
        if (--wanted === 0) break;
      }
      await client.dispose();
    };
    const start = (await readFeed(feed(), { count: before })).at(-1)!.id!;
    const live = take(start);
    await writeMore();
    await live;
    await writeMore();
    await restart();
    await take(seen.at(-1)!.position);
    expect(seen.map(({ data }) => data.ticketId)).toEqual(written.slice(before));
  });
});
