import { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { type Client, createClient } from 'graphql-ws';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Identity, identityOf } from '../../src/access/identity.js';
import { appOver, type AppOptions, type TestApp } from '../support/app.js';
import { MemoryEventLog } from '../support/memory-event-log.js';
import { MemoryViews } from '../support/memory-views.js';
import { newEvent, numbered } from '../support/new-events.js';
import { sseBlocks } from '../support/sse-client.js';

const webSocketImpl: unknown = createRequire(import.meta.url)('ws');

const MERGED = { departmentId: 'xray', intoDepartmentId: 'icu', effectiveAt: '2026-01-01T00:00:00.000Z' };
const MERGER = { side: 'DEPARTMENT', id: 'xray', into: 'icu', effectiveAt: MERGED.effectiveAt, recordedAt: MERGED.effectiveAt };

/** Somebody of intensive care, who may be let go. */
function manager() {
  const standing = { holds: true };
  const identity = identityOf({
    subject: 'p-1',
    roles: ['DEPARTMENT_MANAGER'],
    sides: { departments: ['icu'], teams: [] },
    holds: () => standing.holds,
  });
  return { standing, identity };
}

describe('a stream of somebody who is narrowed to a department', () => {
  let server: TestApp;
  let url: string;
  let client: Client;
  let log: MemoryEventLog;
  const start = async (kind: string, identity: Identity, readers = new MemoryViews({}), feed: AppOptions['feed'] = {}) => {
    log = new MemoryEventLog();
    server = await appOver({ log, readers }, { identity, feed, projectorOnly: kind === 'GET /feed/events' });
    url = await server.listen();
    client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl, retryAttempts: 0 });
  };
  afterEach(async () => {
    await client.dispose();
    await server.close();
  });
  const append = (...events: ReturnType<typeof newEvent>[]) => log.append(`ticket-T${log.events.length}`, 'ANY', events);

  /** Both kinds of stream, from the start of the log, as the numbers of the tickets that come; `next` is undefined once it has ended. */
  const streams = {
    'GET /feed/events': async () => {
      const blocks = sseBlocks(await fetch(`${url}/feed/events?after=start&types=TicketWorkStarted`));
      return async () => {
        for (;;) {
          const { done, value } = await blocks.next();
          if (done) return undefined;
          if (value.data !== undefined) return (JSON.parse(value.data) as { data: { ticketId: string } }).data.ticketId;
        }
      };
    },
    'subscription events': async () => {
      const query = 'subscription { events(after: "start", types: ["TicketWorkStarted"]) { data } }';
      const events = client.iterate<{ events: { data: { ticketId: string } } }>({ query });
      return async () => {
        const next = await events.next().catch((error: { code: number }) => ({ done: true as const, value: error.code }));
        return next.done === true ? undefined : next.value.data?.events.data.ticketId;
      };
    },
  };
  const BOTH = Object.entries(streams);

  it.each(BOTH)('has what concerns it, and what becomes part of it from then on: %s', async (kind, open) => {
    const mergers: Record<string, object> = {};
    const views = new MemoryViews({ mergers });
    await start(kind, manager().identity, views);
    await append(numbered(1), numbered(2, { departmentId: 'xray' }), numbered(3));
    const next = await open();
    expect([await next(), await next()]).toEqual(['T1', 'T3']);
    mergers['department.xray'] = MERGER;
    views.version = ' merged';
    await append(newEvent({ type: 'DepartmentMerged', data: MERGED }));
    await append(numbered(4, { departmentId: 'lab' }), numbered(5, { departmentId: 'xray' }));
    expect(await next()).toBe('T5');
  });

  it.each(BOTH)('ends rather than leaves out what the views cannot tell in time: %s', async (kind, open) => {
    const views = new MemoryViews({});
    await start(kind, manager().identity, views);
    await append(numbered(1));
    const next = await open();
    expect(await next()).toBe('T1');
    views.reached = '';
    await append(newEvent({ type: 'DepartmentMerged', data: MERGED }), numbered(2, { departmentId: 'xray' }), numbered(3));
    expect(await next()).toBeUndefined();
  });

  it.each(BOTH)('ends with what he was let in by, before anything more is told: %s', async (kind, open) => {
    const { standing, identity } = manager();
    await start(kind, identity);
    await append(numbered(1));
    const next = await open();
    expect(await next()).toBe('T1');
    standing.holds = false;
    await append(numbered(2));
    expect(await next()).toBeUndefined();
  });

  it('ends with it also while nothing happens', async () => {
    const { standing, identity } = manager();
    await start('GET /feed/events', identity, undefined, { heartbeatMs: 5 });
    await append(numbered(1));
    const next = await streams['GET /feed/events']();
    expect(await next()).toBe('T1');
    standing.holds = false;
    expect(await next()).toBeUndefined();
  });

  it('is not written to when it has ended while was asked whether it may go on', async () => {
    const { standing, identity } = manager();
    let asked!: () => void;
    let answer!: (holds: boolean) => void;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const answered = new Promise<boolean>((resolve) => (answer = resolve));
    const stillHolds = () => (asked(), answered);
    await start('GET /feed/events', { ...identity, stillHolds }, undefined, { heartbeatMs: 5 });
    await append(numbered(1));
    const next = await streams['GET /feed/events']();
    expect(await next()).toBe('T1');
    await isAsked;
    standing.holds = false;
    await append(numbered(2));
    expect(await next()).toBeUndefined();
    // Where the client has not read to the end yet, a write behind it is an error that nobody hears: the process would end.
    const write = vi.spyOn(ServerResponse.prototype, 'write');
    answer(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
});
