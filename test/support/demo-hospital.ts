import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openServices } from '../../src/app/open-services.js';
import type { Services } from '../../src/app/services.js';
import { startServer } from '../../src/app/start-server.js';
import { runInOrder } from '../../src/cli/run-in-order.js';
import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import { runImport, type ImportRequest } from '../../src/imports/run-import.js';
import type { Answer } from './graphql-app.js';

/** The synthetic hospital behind the real API. `positions`: where the log stood after each batch. */
export async function demoHospital(options: DemoOptions) {
  const positions: string[] = [];
  const hospital = await servedHospital(({ runner }) =>
    runInOrder(runner, demoCommands(options), new AbortController().signal, (outcomes) =>
      positions.push(...outcomes.flatMap((outcome) => (outcome.status === 'DONE' ? [outcome.result.position] : []))),
    ),
  );
  positions.sort();
  return { ...hospital, positions };
}

/** A hospital of which only an export is known, behind the real API. */
export const importedHospital = (request: ImportRequest) => servedHospital((services) => runImport(request, services));

/** The real API on the embedded engines, in this process, after they were filled. */
async function servedHospital(fill: (services: Services) => Promise<unknown>) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const services = await openServices(readConfiguration({ PORT: '0', LOG_LEVEL: 'silent' }, folder));
  await fill(services);
  await services.projector.caughtUp(await services.log.head(), new AbortController().signal);
  const server = await startServer(services);
  return {
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
