import { expect, it } from 'vitest';
import { join } from 'node:path';
import { RunningServer } from '../support/running-server.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

it('The server tells Prometheus about requests, appends, views and readers, and whoever opens it where they are', async () => {
  const folder = newFolder();
  const server = await RunningServer.start({
    EVENT_LOG: `file:${join(folder, 'events.db')}`,
    VIEW_STORE: `file:${join(folder, 'views.db')}`,
  });
  const leave = new AbortController();
  const feed = await fetch(`${server.url}/feed/events`, { signal: leave.signal });
  await server.record('registerDepartment', { departmentId: 'ward', name: 'Ward', kind: 'CLINICAL' });
  const answer = await fetch(`${server.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  expect(text).toContain('rapport_events_appended_total 1');
  expect(text).toContain('rapport_http_request_duration_seconds_count{method="POST",route="/graphql",status="200"} 1');
  expect(text).toContain('rapport_view_parked_keys{view="ticket"} 0');
  expect(text).toContain('rapport_feed_readers 1');
  for (const path of Object.values((await (await fetch(server.url)).json()) as Record<string, string>).filter(
    (value) => value.startsWith('/') && !value.includes('<'),
  )) {
    // GraphQL wants a query, the feed never ends: that they are there is enough.
    expect([path, (await fetch(server.url + path, { signal: leave.signal })).status]).not.toEqual([path, 404]);
  }
  leave.abort();
  await feed.body?.cancel().catch(() => undefined);
  expect(await server.stop()).toBe(0);
});
