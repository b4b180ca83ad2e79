import { afterAll, beforeAll, describe } from 'vitest';
import { RunningServer } from '../../support/running-server.js';
import { ENGINE_KINDS, type Engines } from './engines.js';

/**
 * The same suite once for each kind of engine, with a server on engines of its own that is started before its tests and stopped after them. A kind
 * that is not here is skipped, and its name says why.
 * @param suite also told what the engines are called
 * @param settings what the server is told beside its stores
 */
export function onEveryEngine(
  name: string,
  suite: (server: RunningServer, engine: string) => void,
  settings: Readonly<Record<string, string>> = {},
): void {
  for (const kind of ENGINE_KINDS) {
    const define = kind.missing === undefined ? describe : describe.skip;
    define(`${name} on ${kind.name}${kind.missing === undefined ? '' : ` (${kind.missing})`}`, () => {
      const server = new RunningServer();
      let engines: Engines | undefined;
      beforeAll(async () => {
        engines = kind.prepare();
        await server.serve({ ...engines.environment, ...settings });
      });
      afterAll(async () => {
        await server.stop();
        await engines?.remove();
      });
      suite(server, kind.name);
    });
  }
}
