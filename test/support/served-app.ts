import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openServices } from '../../src/app/open-services.js';
import type { Services } from '../../src/app/services.js';
import { startServer } from '../../src/app/start-server.js';
import { askAt } from './ask-at.js';
import type { Answer } from './graphql-app.js';

export type ServedApp = Awaited<ReturnType<typeof servedApp>>;

/** The real API on embedded engines of its own, in this process, after they were filled. */
export async function servedApp(
  fill: (services: Services) => Promise<unknown> = async () => undefined,
  environment: Readonly<Record<string, string>> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const services = await openServices(readConfiguration({ PORT: '0', LOG_LEVEL: 'silent', ...environment }, folder));
  await fill(services);
  await services.projector.caughtUp(await services.log.head(), new AbortController().signal);
  const server = await startServer(services);
  return {
    services,
    url: server.url,
    ask: (query: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
      askAt(server.url, query, variables, headers),
    async close(): Promise<void> {
      await server.close();
      await services.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
