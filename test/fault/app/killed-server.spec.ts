import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { onEveryEngine } from '../../e2e/app/on-every-engine.js';
import { newCast, register, ticketOf } from '../../e2e/app/story.js';
import { CommandingClients } from './commanding-clients.js';
import { eventsByCommand } from './events-by-command.js';
import { randomFrom } from '../../support/random.js';
import { runs } from '../../support/runs.js';
import { until } from './until.js';
import { differingViews } from './verify-views.js';

const CLIENTS = 16;
/** One is enough for everybody’s run: test/simulation takes hundreds, of the same code without processes. */
const SEEDS = [1, 2, 3].slice(0, runs(1, 3));
const MOST_MS = 1_500;
/** A lease of four seconds, what it takes to notice its end and to catch up, and a busy machine. */
const TAKE_OVER_MS = 30_000;

onEveryEngine('A server killed while clients send commands', (server) => {
  const cast = newCast();
  let registered: string;
  beforeAll(async () => {
    registered = await register(server, cast);
  });

  it.each(SEEDS)('keeps what it acknowledged, once, and takes repeats of the rest (seed %i)', async (seed) => {
    const shared = `shared${seed}-${cast.desk}`;
    await server.record('logTicket', { ...ticketOf(cast, shared, '2026-03-01T08:00:00Z') });
    // Answered already: none of the words to come is also the first human answer, and each makes one event.
    await server.record('acknowledgeTicket', { ticketId: shared, byRef: 'p1', human: true, occurredAt: '2026-03-01T08:01:00Z' });
    const clients = new CommandingClients(cast, shared);
    const sending = clients.send(server, CLIENTS);
    await pause(randomFrom(seed)() * MOST_MS);
    await server.kill();
    await sending;
    expect(clients.unanswered).toHaveLength(CLIENTS);

    await server.serve();
    for (const { mutation, input } of clients.unanswered) await server.record(mutation, input);
    // Some of those that were answered as well: a client may not have got round to noting it.
    for (const { mutation, input } of clients.acknowledged.slice(-CLIENTS)) {
      expect(await server.record(mutation, input)).toMatchObject({ repeated: true });
    }
    const last = { ...ticketOf(cast, `last-${shared}`, '2026-03-01T08:00:00Z'), teamId: undefined, commandId: `last-${shared}` };
    const { position } = await server.record('logTicket', last);

    const sent = [...clients.acknowledged, ...clients.unanswered];
    const found = await eventsByCommand(server, { after: registered, department: cast.radiology, last: last.commandId });
    const counts = sent.map(({ input, events }) => ({
      commandId: input.commandId,
      missing: events - (found.get(input.commandId) ?? 0),
    }));
    expect(counts.filter(({ missing }) => missing !== 0)).toEqual([]);

    const query = 'query ($id: ID!, $p: Position) { ticket(id: $id, minPosition: $p) { revision updatesShared } }';
    // On servers the dead one's lease must run out first: until then an answer says that it is stale.
    const ask = () => server.ask(query, { id: shared, p: position });
    const { data } = await until(ask, ({ extensions }) => extensions?.stale !== true, TAKE_OVER_MS);
    const words = sent.filter(({ input }) => input['ticketId'] === shared).length;
    // Logged, assigned and acknowledged first.
    expect(data.ticket).toEqual({ revision: 2 + words, updatesShared: words });
    expect(await differingViews(server.environment)).toEqual([]);
  });
});
