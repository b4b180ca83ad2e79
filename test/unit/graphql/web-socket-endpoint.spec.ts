import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSchema } from 'graphql';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import type { Authenticator } from '../../../src/access/authenticator.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { GraphqlService } from '../../../src/graphql/server/graphql-service.js';
import { WebSocketEndpoint } from '../../../src/graphql/server/web-socket-endpoint.js';
import { WEB_SOCKET_LIMITS, type WebSocketLimits } from '../../../src/graphql/server/web-socket-limits.js';
import { ANYBODY, everybodyIs } from '../../support/identities.js';

const schema = buildSchema(`
  type Query { two: Int broken: Int late: Int }
  type Subscription { ticks: Int failing: Int page(first: Int): [Item!]! }
  type Item { name: String }
`);
const readers = new Set<object>();
/** Ticks for ever; known as long as nobody has returned it. */
function ticks(failAt = Infinity): AsyncIterableIterator<object> {
  let n = 0;
  const reader: AsyncIterableIterator<object> = {
    next: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (++n > failAt) throw new Error('secret');
      return { done: !readers.has(reader), value: { ticks: n, failing: n } } as IteratorResult<object>;
    },
    return: async () => {
      readers.delete(reader);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => reader,
  };
  readers.add(reader);
  return reader;
}
const fields = schema.getSubscriptionType()!.getFields();
fields['ticks']!.subscribe = async () => ticks();
fields['failing']!.subscribe = async () => ticks(1);
const queries = schema.getQueryType()!.getFields();
queries['two']!.resolve = () => 2;
/** Answered when a test says so, in this order. */
const late: ((value: number) => void)[] = [];
queries['late']!.resolve = () => new Promise<number>((resolve) => late.push(resolve));
queries['broken']!.resolve = () => {
  throw new Error('secret');
};

describe('GraphQL over WebSocket', () => {
  let server: Server;
  let door: WebSocketEndpoint;
  let lines: string[];
  const opened: WebSocket[] = [];
  const start = async (limits: Partial<WebSocketLimits> = {}, comes: Authenticator = everybodyIs(ANYBODY)) => {
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
    const service = new GraphqlService(schema, { context: () => ({}) });
    door = new WebSocketEndpoint(service, comes, log, { ...WEB_SOCKET_LIMITS, ...limits });
    server = createServer().on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  };
  beforeEach(() => {
    lines = [];
    readers.clear();
  });
  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.terminate();
    await door.close();
    server.close();
  });

  /** A client by hand: what a library would not send can be sent. */
  async function client(init = true) {
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, 'graphql-transport-ws');
    opened.push(socket);
    const messages: { id?: string; type: string; payload?: unknown }[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as (typeof messages)[number]));
    const closed = once(socket, 'close').then(([code]) => code as number);
    await once(socket, 'open');
    const send = (message: object) => socket.send(JSON.stringify(message));
    const answer = async (wanted: (message: (typeof messages)[number]) => boolean) => {
      while (!messages.some(wanted)) await once(socket, 'message');
      return messages.find(wanted)!;
    };
    if (init) {
      send({ type: 'connection_init' });
      await answer(({ type }) => type === 'connection_ack');
    }
    const subscribe = (id: string, query: string, more = {}) => send({ id, type: 'subscribe', payload: { query, ...more } });
    return { socket, messages, closed, send, answer, subscribe };
  }
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve));
  };

  it('closes for a second subscription under one id, and returns every reader', async () => {
    await start();
    const { subscribe, closed } = await client();
    subscribe('1', 'subscription { ticks }');
    subscribe('1', 'subscription { ticks }');
    expect(await closed).toBe(4409);
    await until(() => readers.size === 0);
  });

  it('returns every reader of a client that goes, also those whose id was used again at once', async () => {
    await start();
    const { subscribe, send, answer, socket } = await client();
    for (let n = 0; n < 5; n += 1) {
      subscribe('1', 'subscription { ticks }');
      await until(() => readers.size > 0);
      send({ id: '1', type: 'complete' });
    }
    subscribe('2', 'subscription { ticks }');
    await answer(({ id, type }) => id === '2' && type === 'next');
    socket.terminate();
    await until(() => readers.size === 0 && door.connections === 0);
  });

  it.each<[string, string, (messages: readonly unknown[]) => boolean]>([
    ['a subscription that is under way', 'subscription { ticks }', (messages) => messages.length > 1],
    ['a subscription that is being opened', 'subscription { ticks }', () => true],
    ['a query', '{ late }', () => true],
  ])('answers under an id that is used again what was asked last, not %s', async (_, first, isReady) => {
    await start();
    const { subscribe, send, answer, messages } = await client();
    subscribe('1', first);
    while (!isReady(messages)) await answer(({ type }) => type === 'next');
    send({ id: '1', type: 'complete' });
    subscribe('1', '{ late }');
    subscribe('2', '{ two }');
    await answer(({ id, type }) => id === '2' && type === 'complete');
    await until(() => readers.size === 0);
    const before = messages.length;
    late.splice(0).forEach((answer, n, { length }) => answer(n - length));
    subscribe('3', '{ two }');
    await answer(({ id, type }) => id === '3' && type === 'complete');
    expect(messages.slice(before).filter(({ id }) => id === '1')).toEqual([
      { id: '1', type: 'next', payload: { data: { late: -1 } } },
      { id: '1', type: 'complete' },
    ]);
    expect(messages.slice(0, before).filter(({ id, type }) => id === '1' && type !== 'next')).toEqual([]);
  });

  describe('of somebody who has signed in', () => {
    // A ping goes out when a test says so: on a busy machine no pong would be in time for short ones.
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
    afterEach(() => void vi.useRealTimers());
    const ping = () => vi.advanceTimersByTime(WEB_SOCKET_LIMITS.pingMs);
    /** What this process knows of the session, and what is known where it is kept. */
    const session = () => {
      const known = { here: true, there: true };
      return { known, identity: { ...ANYBODY, holds: () => known.here, stillHolds: async () => (known.here = known.there) } };
    };

    it('tells nothing more once he is signed out here', async () => {
      const { known, identity } = session();
      await start({}, everybodyIs(identity));
      const { subscribe, answer, closed } = await client();
      subscribe('1', 'subscription { ticks }');
      await answer(({ type }) => type === 'next');
      known.here = false;
      expect(await closed).toBe(4403);
      await until(() => readers.size === 0);
    });

    it('closes when he is signed out elsewhere, though nothing is asked', async () => {
      const { known, identity } = session();
      await start({}, everybodyIs(identity));
      const { closed } = await client();
      known.there = false;
      ping();
      expect(await closed).toBe(4403);
    });

    it('stays while his session is used elsewhere, though it would have ended by what is known here', async () => {
      const { known, identity } = session();
      await start({}, everybodyIs(identity));
      const { socket, subscribe, answer } = await client();
      known.here = false;
      for (const id of ['1', '2', '3']) {
        const pinged = once(socket, 'ping');
        ping();
        await pinged;
        // The pong has gone by then, and comes before this.
        subscribe(id, 'query { two }');
        expect(await answer((message) => message.id === id)).toMatchObject({ type: 'next', payload: { data: { two: 2 } } });
      }
    });

    it('answers nothing more, and closes, once nobody knows him', async () => {
      const { identity } = session();
      const unknown = () => {
        throw new RapportError('UNAUTHENTICATED', 'The request contains no credentials.');
      };
      const authenticator = { ...everybodyIs(identity) };
      await start({}, authenticator);
      const { subscribe, messages, closed } = await client();
      authenticator.identify = unknown;
      subscribe('1', 'query { two }');
      expect(await closed).toBe(4403);
      expect(messages.map(({ type }) => type)).toEqual(['connection_ack']);
    });
  });

  it('does not wait for a client that never introduces itself', async () => {
    await start({ initMs: 20 });
    const { closed } = await client(false);
    expect(await closed).toBe(4408);
  });

  it.each([
    [
      `subscription { ${Array.from({ length: 200 }, (_, n) => `a${n}: page(first: 500) { name }`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      `subscription { page(first: 500) { ${Array.from({ length: 500 }, (_, n) => `a${n}: name`).join(' ')} } }`,
      'QUERY_TOO_COSTLY',
    ],
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
  ])('refuses as HTTP does: %s', async (query, code) => {
    await start();
    const { subscribe, answer } = await client();
    subscribe('1', query);
    expect(await answer(({ id }) => id === '1')).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
  });

  it('answers queries, the operation that is asked for', async () => {
    await start();
    const { subscribe, answer } = await client();
    for (const [id, operationName, data] of [
      ['1', 'A', { two: 2 }],
      ['2', 'B', { __typename: 'Query' }],
      ['3', 'A', { two: 2 }],
    ] as const) {
      subscribe(id, 'query A { two } query B { __typename }', { operationName });
      expect(await answer((message) => message.id === id)).toEqual({ id, type: 'next', payload: { data } });
    }
  });

  it('codes defects and logs them once, under the id that the client is told', async () => {
    await start();
    const { subscribe, answer } = await client();
    subscribe('1', '{ broken }');
    subscribe('2', 'subscription { failing }');
    const told = [await answer(({ id }) => id === '1'), await answer(({ id, type }) => id === '2' && type === 'error')];
    expect(JSON.stringify(told)).not.toContain('secret');
    const ids = [...JSON.stringify(told).matchAll(/"requestId":"([^"]+)"/g)].map(([, id]) => id);
    const defects = lines
      .map((line) => JSON.parse(line) as { level: number; requestId: string; err: { stack: string } })
      .filter(({ level }) => level === 50);
    expect(defects.map(({ requestId }) => requestId)).toEqual(ids);
    expect(defects.map(({ err }) => err.stack)).toEqual([expect.stringContaining('secret'), expect.stringContaining('secret')]);
  });

  it('has a cap of operations a client and in all', async () => {
    await start({ operationsOfOne: 2, operationsOfAll: 3 });
    const [a, b] = [await client(), await client()];
    for (const id of ['1', '2', '3']) a.subscribe(id, 'subscription { ticks }');
    expect(await a.answer(({ type }) => type === 'error')).toMatchObject({
      id: '3',
      payload: [{ extensions: { code: 'BUSY' } }],
    });
    b.subscribe('1', 'subscription { ticks }');
    await b.answer(({ type }) => type === 'next');
    b.subscribe('2', 'subscription { ticks }');
    expect(await b.answer(({ type }) => type === 'error')).toMatchObject({ id: '2' });
    // What has ended makes room.
    a.send({ id: '1', type: 'complete' });
    await until(() => readers.size === 2);
    b.subscribe('4', 'subscription { ticks }');
    await b.answer(({ id, type }) => id === '4' && type === 'next');
  });

  it('closes for a message beyond the limit', async () => {
    await start({ messageBytes: 1_000 });
    const { subscribe, closed } = await client();
    subscribe('1', `{ two } # ${'x'.repeat(1_000)}`);
    expect(await closed).toBe(1009);
  });

  it('cuts a client that sleeps, when it stops', async () => {
    await start({ closeMs: 20 });
    const sleeping = await client();
    sleeping.socket.pause();
    await door.close();
    expect(door.connections).toBe(0);
  });

  it('cuts a client that leaves a ping unanswered', async () => {
    await start({ pingMs: 20 });
    const silent = await client();
    silent.socket.pause();
    await until(() => door.connections === 0);
  });
});
