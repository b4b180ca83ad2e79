import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { newFolder } from './new-folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Arguments for Node: the built program, and the loaders for the bench's own files. */
export const RAPPORT = join(ROOT, 'bin/rapport.js');
const TYPESCRIPT = ['--import', join(ROOT, 'scripts/typescript.mjs')];
const PEAK_RSS = ['--import', join(ROOT, 'bench/programs/peak-rss.mjs')];

export const benchProgram = (name: string, ...args: string[]): string[] => [
  ...TYPESCRIPT,
  join(ROOT, 'bench/programs', `${name}.ts`),
  ...args,
];
export const inProject = (path: string): string => join(ROOT, path);

/** The environment for a process with its stores in this folder, whatever the caller's environment contains. */
export const embeddedIn = (folder: string): Record<string, string> => ({
  EVENT_LOG: `file:${join(folder, 'events.db')}`,
  VIEW_STORE: `file:${join(folder, 'views.db')}`,
  PORT: '0',
  HOST: '127.0.0.1',
  ROLE: 'all',
  LOG_LEVEL: 'warn',
});

export interface Server {
  readonly url: string;
  /** Processor seconds that this process alone has used so far; undefined on systems without /proc. */
  cpuSeconds(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a server that prints `{"url": …}` as its first line. */
export async function startServer(args: readonly string[], env: Record<string, string> = {}): Promise<Server> {
  const child = start(args, env);
  const ended = once(child, 'exit');
  // So that a failing bench leaves no server running.
  process.once('exit', () => child.kill());
  for await (const line of createInterface(child.stdout!)) {
    const { url } = JSON.parse(line) as { url: string };
    child.stdout!.resume();
    return {
      url,
      cpuSeconds: () => cpuSecondsOf(child.pid!),
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`${args.join(' ')} ended without serving`);
}

/** Linux reports them in hundredths of a second. */
function cpuSecondsOf(pid: number): number | undefined {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export interface Ran {
  readonly output: string;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** Runs a program to its end. The time includes the start of the process. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const rssFile = join(newFolder(), 'peak-rss');
  const startedAt = performance.now();
  const child = start([...PEAK_RSS, ...args], { ...env, PEAK_RSS_FILE: rssFile });
  const [output, [code]] = await Promise.all([text(child.stdout!), once(child, 'exit') as Promise<[number | null]>]);
  const seconds = (performance.now() - startedAt) / 1_000;
  if (code !== 0 || !existsSync(rssFile)) throw new Error(`${args.join(' ')} failed (${code ?? 'killed'}): ${output}`);
  return { output, seconds, peakMegabytes: Number(readFileSync(rssFile, 'utf8')) / 1_024 };
}

const start = (args: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
