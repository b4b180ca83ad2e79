import { afterEach, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { appOver, type AppOptions, type TestApp } from '../support/app.js';

describe('what HTTP publishes beside the feed', () => {
  let server: TestApp;
  let url: string;
  const start = async (options?: AppOptions) => {
    server = await appOver({}, { projectorOnly: true, ...options });
    url = await server.listen();
  };
  afterEach(() => server.close());
  const ask = (path: string) => fetch(`${url}${path}`);
  const committed = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

  it('serves the committed contract', async () => {
    await start();
    expect(await (await ask('/asyncapi.json')).json()).toEqual(committed('schema/asyncapi.json'));
    const schema = await ask('/schemas/events/TicketLogged.json');
    expect(schema.headers.get('content-type')).toContain('application/json');
    expect(await schema.json()).toEqual(committed('schema/events/TicketLogged.json'));
  });

  it.each(['TicketForgotten.json', 'TicketLogged', 'constructor'])('has no schema %s', async (file) => {
    await start();
    const response = await ask(`/schemas/events/${file}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND', remedy: expect.any(String) } });
  });

  it('says of an address that nobody serves what is served, in the form of every refusal', async () => {
    await start();
    const response = await ask('/feed/event');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: { code: 'NOT_FOUND', message: 'There is no route GET /feed/event', remedy: expect.any(String) },
    });
  });

  it('is live whatever the stores do, and ready only when they work', async () => {
    const stalled = { ready: false, checks: [{ name: 'projector', ok: false, detail: 'stalled at an event' }] };
    await start({ readiness: { check: async () => stalled } });
    expect((await ask('/health/live')).status).toBe(200);
    const response = await ask('/health/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(stalled);
  });

  it('is ready', async () => {
    await start({ readiness: { check: async () => ({ ready: true, checks: [] }) } });
    expect((await ask('/health/ready')).status).toBe(200);
  });
});
