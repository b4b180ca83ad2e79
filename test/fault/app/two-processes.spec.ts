import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_KINDS, type Engines } from '../../e2e/app/engines.js';
import { newCast, register, ticketOf } from '../../e2e/app/story.js';
import { RunningServer } from '../../support/running-server.js';
import { until } from './until.js';
import { differingViews } from './verify-views.js';

// Each starts several processes, on a machine that may be busy.
/** A lease of four seconds, and what it takes to notice that it has ended and to catch up, on a machine that may be busy. */
const TAKE_OVER_MS = 15_000;

// Embedded files have one owner: two processes are for servers.
const SERVERS = ENGINE_KINDS.at(-1)!;
const describeHere = SERVERS.missing === undefined ? describe : describe.skip;
describeHere(`Two processes on ${SERVERS.name}${SERVERS.missing === undefined ? '' : ` (${SERVERS.missing})`}`, () => {
  let engines: Engines;
  const running: RunningServer[] = [];
  beforeAll(() => {
    engines = SERVERS.prepare();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()));
  });
  afterAll(() => engines?.remove());

  const start = async (ROLE: string) => {
    const server = await RunningServer.start({ ...engines.environment, ROLE });
    running.push(server);
    return server;
  };
  const ask = (server: RunningServer, id: string, p: string) =>
    server.ask('query ($id: ID!, $p: Position) { ticket(id: $id, minPosition: $p) { ticketId } }', { id, p });
  /** Records a ticket at one process and expects it at the other. */
  const writeAndRead = async (
    writer: RunningServer,
    reader: RunningServer,
    cast: ReturnType<typeof newCast>,
    ticketId: string,
  ) => {
    const { position } = await writer.record('logTicket', ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'));
    const { data, extensions } = await ask(reader, ticketId, position);
    expect(extensions?.stale).not.toBe(true);
    expect(data.ticket).toEqual({ ticketId });
  };

  it('each reads what the other wrote, and the other takes over the views from one that is killed', async () => {
    const cast = newCast();
    // The first one has the lease.
    const first = await start('all');
    await register(first, cast);
    const second = await start('all');
    for (let n = 0; n < 5; n += 1) {
      await writeAndRead(first, second, cast, `a${n}-${cast.desk}`);
      await writeAndRead(second, first, cast, `b${n}-${cast.desk}`);
    }
    await first.kill();
    const ticketId = `after-${cast.desk}`;
    const { position } = await second.record('logTicket', ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'));
    const { data } = await until(
      () => ask(second, ticketId, position),
      ({ extensions }) => extensions?.stale !== true,
      TAKE_OVER_MS,
    );
    expect(data.ticket).toEqual({ ticketId });
    expect(await differingViews(engines.environment)).toEqual([]);
  });

  it('one that only answers reads what one that only projects has taken in', async () => {
    const cast = newCast();
    const projector = await start('projector');
    expect((await fetch(`${projector.url}/graphql`, { method: 'POST' })).status).toBe(404);
    const api = await start('api');
    await register(api, cast);
    for (let n = 0; n < 5; n += 1) await writeAndRead(api, api, cast, `c${n}-${cast.desk}`);
  });
});
