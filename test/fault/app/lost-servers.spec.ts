import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCast, register, ticketOf } from '../../e2e/app/story.js';
import { RunningServer } from '../../support/running-server.js';
import { OwnServers, WHY_NO_OWN_SERVERS } from './own-servers.js';
import { until } from './until.js';
import { differingViews } from './verify-views.js';

// Servers go and come back, on a machine that may be busy.
/** How soon what is away or back has to show. */
const SOON_MS = 30_000;

const describeHere = WHY_NO_OWN_SERVERS === undefined ? describe : describe.skip;
describeHere(`Servers that go away under a running application${WHY_NO_OWN_SERVERS ? ` (${WHY_NO_OWN_SERVERS})` : ''}`, () => {
  const cast = newCast();
  const servers = new OwnServers();
  let server: RunningServer;
  let tickets = 0;
  beforeAll(async () => {
    await servers.start();
    server = await RunningServer.start(servers.environment);
    await register(server, cast);
  });
  afterAll(async () => {
    await server?.stop();
    await servers.remove();
  });

  const newTicket = () => {
    const ticketId = `t${++tickets}-${cast.desk}`;
    return { ...ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'), commandId: ticketId };
  };
  const ready = (status: number) =>
    until(
      () => server.readiness(),
      (answer) => answer.status === status,
      SOON_MS,
    );
  const codesOf = ({ errors }: { errors?: { extensions: { code: string } }[] }) =>
    errors?.map(({ extensions }) => extensions.code);
  /** How many tickets the views have, once they have taken in a position. */
  const ticketsAt = async (minPosition: string) => {
    const query = 'query ($d: ID!, $p: Position) { tickets(filter: { departmentId: $d }, minPosition: $p) { totalCount } }';
    const ask = () => server.ask(query, { d: cast.radiology, p: minPosition });
    const { data } = await until(ask, ({ errors, extensions }) => !errors && extensions?.stale !== true, SOON_MS);
    return data.tickets.totalCount as number;
  };

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'an event store ended by %s is said, and everything goes on when it is back',
    async (signal) => {
      const before = await server.record('logTicket', newTicket());
      expect(await ticketsAt(before.position)).toBe(tickets);
      await servers.stopEventStore(signal);

      const waiting = newTicket();
      expect(codesOf(await server.send('logTicket', waiting))).toEqual(['LOG_UNAVAILABLE']);
      const { checks } = await ready(503);
      expect(checks.find(({ name }) => name === 'event log')).toMatchObject({ ok: false, detail: expect.stringMatching(/\w/) });
      // What was taken in can still be read.
      const { data } = await server.ask(`{ team(id: "${cast.desk}") { name } }`);
      expect(data.team).toEqual({ name: 'Service desk' });

      await servers.startEventStore();
      await ready(200);
      const repeated = await server.record('logTicket', waiting);
      expect(repeated.repeated).toBe(false);
      expect(await ticketsAt(repeated.position)).toBe(tickets);
    },
  );

  it.each(['stop', 'kill'] as const)(
    'a MongoDB after %s is said, commands go on, and the views catch up by themselves',
    async (end) => {
      await servers.mongodb[end]();

      const { position } = await server.record('logTicket', newTicket());
      expect(codesOf(await server.ask(`{ team(id: "${cast.desk}") { name } }`))).toEqual(['VIEWS_UNAVAILABLE']);
      const { checks } = await ready(503);
      expect(checks.find(({ name }) => name === 'view store')).toMatchObject({ ok: false, detail: expect.stringMatching(/\w/) });
      expect((await fetch(`${server.url}/health/live`)).status).toBe(200);

      await servers.mongodb.start();
      await ready(200);
      expect(await ticketsAt(position)).toBe(tickets);
    },
  );

  it('has every view as the log has it in the end', async () => {
    expect(await differingViews(servers.environment)).toEqual([]);
  });
});
