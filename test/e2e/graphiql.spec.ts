import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { RunningServer } from '../support/running-server.js';
import { temporaryFolders } from '../support/temporary-folder.js';

describe('GraphiQL', () => {
  const newFolder = temporaryFolders();
  const start = (environment: Readonly<Record<string, string>> = {}) => {
    const folder = newFolder();
    const files = { EVENT_LOG: `file:${join(folder, 'events.db')}`, VIEW_STORE: `file:${join(folder, 'views.db')}` };
    return RunningServer.start({ ...files, ...environment });
  };
  let server: RunningServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());

  it('comes whole from the server: it works without the internet', async () => {
    const page = await fetch(`${server.url}/graphiql`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const html = await page.text();
    expect(html).not.toMatch(/https?:\/\//);
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(files).toHaveLength(5);
    for (const path of files) {
      const file = await fetch(server.url + path);
      expect([path, file.status, file.headers.get('content-type')]).toEqual([
        path,
        200,
        expect.stringMatching(path.endsWith('.css') ? /^text\/css/ : /^text\/javascript/),
      ]);
      expect((await file.text()).length).toBeGreaterThan(500);
    }
  });

  it('gives no other file', async () => {
    for (const name of ['package.json', '..%2f..%2fpackage.json', '__proto__'])
      expect((await fetch(`${server.url}/graphiql/${name}`)).status).toBe(404);
  });

  it('is for one’s own machine only', async () => {
    const open = await start({ HOST: '0.0.0.0', ACCESS: 'open' });
    const { port } = new URL(open.url);
    expect((await fetch(`http://127.0.0.1:${port}/graphiql`)).status).toBe(404);
    expect(await open.stop()).toBe(0);
  });
});
