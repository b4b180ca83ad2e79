import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openServices } from '../../src/app/open-services.js';
import { startServer } from '../../src/app/start-server.js';
import { runInOrder } from '../../src/cli/run-in-order.js';
import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import type { Answer } from './graphql-app.js';

/** The synthetic hospital behind the real API, on the embedded engines, in this process. `positions`: where the log stood after each batch. */
export async function demoHospital(options: DemoOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const services = await openServices(readConfiguration({ PORT: '0', LOG_LEVEL: 'silent' }, folder));
  const signal = new AbortController().signal;
  const positions: string[] = [];
  await runInOrder(services.runner, demoCommands(options), signal, (outcomes) =>
    positions.push(...outcomes.flatMap((outcome) => (outcome.status === 'DONE' ? [outcome.result.position] : []))),
  );
  positions.sort();
  await services.projector.caughtUp(await services.log.head(), signal);
  const server = await startServer(services);
  return {
    services,
    positions,
    async ask(query: string, variables: object = {}): Promise<Answer> {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    async close(): Promise<void> {
      await server.close();
      await services.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
