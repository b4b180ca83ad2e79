import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { type Client, createClient } from 'graphql-ws';
import { createRequire } from 'node:module';
import { appOver, type TestApp } from '../support/app.js';
import { MemoryEventLog } from '../support/memory-event-log.js';
import { newEvent, numbered } from '../support/new-events.js';

// Both come with the GraphQL server; `ws` has no type declarations.
const webSocketImpl: unknown = createRequire(import.meta.url)('ws');

interface SeenEvent {
  readonly position: string;
  readonly [field: string]: unknown;
}

describe('GraphQL subscriptions', () => {
  const log = new MemoryEventLog();
  let server: TestApp;
  let url: string;
  let client: Client;
  /** Where the log stood before the test. */
  let start: string;

  beforeAll(async () => {
    server = await appOver({ log });
    url = await server.listen();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    start = await log.head();
    client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl, retryAttempts: 0 });
  });
  afterEach(() => client.dispose());

  const subscribe = (field: string, selection = 'position') =>
    client.iterate<Record<string, SeenEvent>>({ query: `subscription { ${field} { ${selection} } }` });
  const append = (...events: ReturnType<typeof newEvent>[]) => log.append(`ticket-T${log.events.length}`, 'ANY', events);
  const sinceStart = () => log.events.filter(({ position }) => position > start);

  it('gives an event with all its fields', async () => {
    await append(numbered(1));
    const { id, stream, position, recordedAt, data } = sinceStart()[0]!;
    const fields = 'id type stream revision position occurredAt recordedAt departmentId teamId data';
    const [event] = await take(subscribe(`events(after: "${start}")`, fields), 1);
    expect(event).toEqual({
      id,
      type: 'TicketWorkStarted',
      stream,
      revision: 0,
      position,
      occurredAt: '2026-03-01T08:00:00.000Z',
      recordedAt,
      departmentId: 'icu',
      teamId: 'desk',
      data,
    });
  });

  it('resumes behind `after` without gap or repeat, over a new connection', async () => {
    for (let n = 0; n < 5; n += 1) await append(numbered(n));
    const first = await take(subscribe(`events(after: "${start}")`), 3);
    await client.dispose();
    client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl, retryAttempts: 0 });
    const rest = take(subscribe(`events(after: "${first.at(-1)!.position}")`), 5);
    for (let n = 5; n < 8; n += 1) await append(numbered(n));
    expect([...first, ...(await rest)].map(({ position }) => position)).toEqual(sinceStart().map(({ position }) => position));
  });

  it('filters', async () => {
    await append(
      numbered(1),
      numbered(2, { departmentId: 'lab' }),
      newEvent({ type: 'TicketClosed', data: { departmentId: 'lab', teamId: 'desk' } }),
    );
    const lab = `events(after: "${start}", types: ["TicketWorkStarted"], departmentId: "lab", teamId: "desk")`;
    const [event] = await take(subscribe(lab, 'position data'), 1);
    expect(event!.data).toMatchObject({ ticketId: 'T2' });
  });

  it.each([
    ['an unknown position', 'events(after: "tomorrow")', 'INVALID_POSITION'],
    ['an unknown type', 'events(types: ["TicketLoged"])', 'INVALID_INPUT'],
    ['what is no relationship', 'relationshipChanged(id: "desk")', 'INVALID_INPUT'],
  ])('refuses %s with a code, and takes it for no failure of its own', async (_, field, code) => {
    const logged = vi.spyOn(Logger.prototype, 'error');
    await expect(take(subscribe(field), 1)).rejects.toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code }) }),
    ]);
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
  });

  it.each([
    ['events', 'events'],
    ['ticketChanged', 'ticketChanged(id: "T2")'],
    ['relationshipChanged', 'relationshipChanged(id: "network.lab")'],
  ])('%s gives what comes from now on', async (name, field) => {
    const wanted = numbered(2, { teamId: 'network', departmentId: 'lab' });
    await log.append('ticket-T2', 'ANY', [{ ...wanted, id: randomUUID() }]);
    const readsBefore = log.reads;
    const event = take(subscribe(field, 'id'), 1);
    await until(() => log.reads > readsBefore);
    if (name !== 'events') await log.append('ticket-T1', 'ANY', [numbered(1)]);
    await log.append('ticket-T2', 'ANY', [wanted]);
    expect(await event).toEqual([{ id: wanted.id }]);
  });

  it('shares one following with the other subscribers', async () => {
    await append(numbered(1));
    await Promise.all(Array.from({ length: 20 }, () => take(subscribe(`events(after: "${start}")`), 1)));
    expect(log.followers).toBe(1);
  });

  it('lets the server stop while a subscriber waits on a quiet log', async () => {
    const readsBefore = log.reads;
    const waiting = subscribe('events').next();
    waiting.catch(() => undefined);
    await until(() => log.reads > readsBefore);
    await server.close();
    expect(log.followers).toBe(0);
  });
});

/** The first events of a subscription, which is then left. */
async function take(
  subscription: AsyncIterableIterator<{ data?: Record<string, SeenEvent> | null }>,
  count: number,
): Promise<SeenEvent[]> {
  const events: SeenEvent[] = [];
  for await (const { data } of subscription) {
    events.push(...Object.values(data!));
    if (events.length >= count) break;
  }
  return events;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
