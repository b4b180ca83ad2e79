import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The folder with servers for tests. Most machines do not have it; there the variables name servers instead. */
const FOLDER = process.env.RAPPORT_TEST_SERVERS ?? '../shared/servers';
/** Long, because the first start may have to install the server. */
const READY_WITHIN_MS = 300_000;
/** Exit code of a start script that cannot run on this kind of machine. */
const CANNOT_RUN_HERE = 3;

export const SERVERS = [
  {
    name: 'EventStoreDB',
    variable: 'EVENTSTORE_TEST_URL',
    file: 'eventstoredb/server.mjs',
    command: process.execPath,
    args: ['--port', '0', '--quiet'],
  },
  { name: 'MongoDB', variable: 'MONGODB_TEST_URL', file: 'mongodb/start.sh', command: 'bash', args: ['0'] },
];

/**
 * The address of a server to test against: the variable's value, or that of a server started here. Without an address,
 * `missing` gives the reason.
 * @throws Error when an existing server does not start
 */
export async function provide({ name, variable, file, command, args }) {
  const given = process.env[variable];
  if (given) return { url: given, stop: async () => {} };
  const program = join(FOLDER, file);
  if (!existsSync(program))
    return { missing: `${variable} is not set, and there is no ${program} to start`, stop: async () => {} };
  process.stderr.write(`Starting ${name} for the tests…\n`);
  const child = spawn(command, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS);
  try {
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('READY ')) return { url: line.slice('READY '.length).trim(), stop };
    }
  } finally {
    clearTimeout(timer);
  }
  const [code] = await ended;
  if (code === CANNOT_RUN_HERE) return { missing: `${program} cannot run on this machine`, stop: async () => {} };
  throw new Error(`${name}: ${program} ended (${code}) without being ready`);
}
