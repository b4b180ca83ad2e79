import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { appOver, type TestApp } from '../support/app.js';
import { MemoryEventLog } from '../support/memory-event-log.js';
import { numbered } from '../support/new-events.js';
import { readFeed } from '../support/sse-client.js';

const MEBIBYTE = 1024 * 1024;

describe('many readers of the feed', () => {
  let log: MemoryEventLog;
  let server: TestApp;
  let url: string;

  beforeEach(async () => {
    log = new MemoryEventLog();
    server = await appOver({ log }, { projectorOnly: true, feed: { patienceMs: 500 } });
    url = await server.listen();
  });
  afterEach(() => server.close());

  const feed = () => `${url}/feed/events`;
  /** In batches, each one append that no engine finds too large. */
  const append = async (count: number, data: Record<string, unknown> = {}) => {
    for (let left = count; left > 0; left -= 500) {
      const batch = Array.from({ length: Math.min(left, 500) }, (_, i) => numbered(i, data));
      await log.append(`ticket-T${log.events.length}`, 'NO_STREAM', batch);
    }
  };

  it('gives 200 clients everything over one following of the log', async () => {
    await append(3);
    const clients = Array.from({ length: 200 }, () => readFeed(feed(), { count: 6 }));
    await append(3);
    const expected = log.events.map(({ position }) => position);
    for (const blocks of await Promise.all(clients)) expect(blocks.map(({ id }) => id)).toEqual(expected);
    expect(log.followers).toBe(1);
  });

  it('neither waits for a client that does not read nor keeps for it what it has not taken', async () => {
    const responses: ServerResponse[] = [];
    server.app.getHttpServer().on('request', (_, response: ServerResponse) => responses.push(response));
    const slow = await requestWithoutReading(feed());

    const filling = 'x'.repeat(1_000);
    const quick = readFeed(feed(), { count: 15_000 });
    await append(15_000, { filling });
    expect((await quick).length).toBe(15_000);
    // 15 MB have gone by; of these the server holds a chunk for the client, the rest is on the way or still in the log.
    expect(responses[0]!.writableLength).toBeLessThan(MEBIBYTE / 4);

    const ids = [];
    let rest = '';
    for await (const text of slow.setEncoding('utf8')) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) if (line.startsWith('id: ')) ids.push(line.slice(4));
      if (ids.length >= 15_000) break;
    }
    expect(ids).toEqual(log.events.map(({ position }) => position));
  });

  it('says that the log does not answer, and serves again once it does', async () => {
    await append(2);
    log.goAway();
    const refused = await fetch(feed());
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ error: { code: 'LOG_UNAVAILABLE' } });
    log.comeBack();
    expect((await readFeed(feed(), { count: 2 })).length).toBe(2);
  });

  it('keeps the streams open while the log is away and goes on without gap or repeat', async () => {
    await append(2);
    const reading = readFeed(feed(), { count: 6 });
    await readFeed(feed(), { count: 2 });
    log.goAway();
    log.comeBack();
    await append(4);
    expect((await reading).map(({ id }) => id)).toEqual(log.events.map(({ position }) => position));
  });
});

/** A client that has asked and reads nothing of the answer. */
async function requestWithoutReading(url: string): Promise<IncomingMessage> {
  const request = get(url, { agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.pause();
  return response;
}
