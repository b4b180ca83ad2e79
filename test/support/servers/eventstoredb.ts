import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The stand-in's program, in a folder next to the project; RAPPORT_TEST_SERVERS names another folder. */
const SERVER = join(process.env['RAPPORT_TEST_SERVERS'] ?? '../shared/servers', 'eventstoredb', 'server.mjs');

/** The reason why tests that start their own server cannot run; undefined when they can. */
export function whyNoEventStoreDb(): string | undefined {
  if (process.env['EVENTSTORE_TEST_URL'] === undefined) return 'EVENTSTORE_TEST_URL is not set';
  return existsSync(SERVER) ? undefined : `${SERVER} is not there`;
}

/** A test's own server, which can inject faults. */
export interface TestEventStoreDb {
  readonly url: string;
  readonly port: number;
  /** Sets faults, as in `{ loseAfterCommit: 1 }`. */
  faults(faults: object): Promise<void>;
  /** Executes an action immediately, as in `cut-connections`. */
  act(action: string, details?: object): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it and waits until it has exited. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the stand-in for EventStoreDB. With a port and a file it can be restarted after a kill, with the same events. */
export async function startEventStoreDb({ port = 0, file }: { port?: number; file?: string } = {}): Promise<TestEventStoreDb> {
  const options = ['--port', String(port), '--control', '0', ...(file === undefined ? [] : ['--file', file])];
  const server = spawn(process.execPath, [SERVER, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { url, control } = await addresses(server);
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${control}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    url,
    port: Number(new URL(url).port),
    faults: (faults) => post('faults', faults),
    act: (action, details = {}) => post(action, details),
    signal: (signal) => void server.kill(signal),
    stop: async (signal = 'SIGTERM') => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill(signal);
      await ended;
    },
  };
}

async function addresses(server: ChildProcess): Promise<{ url: string; control: string }> {
  let control = '';
  for await (const line of createInterface({ input: server.stdout! })) {
    control = /faults: (http:\S+)\/faults/.exec(line)?.[1] ?? control;
    const url = /READY (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, control };
  }
  throw new Error('The stand-in for EventStoreDB ended before it was ready');
}
