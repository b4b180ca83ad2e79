import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { newFolder } from './new-folder.js';
import { inProject, run } from './program.js';
import { progress } from './report.js';

const FOLDER = inProject('bench/peers');
/** One of them compiles its SQLite where no prebuilt one can be had. */
const INSTALLED_WITHIN_MS = 600_000;

/** Installs the peers where that was not done yet. Says why there are none when it cannot be done: a bench goes on without. */
export function peersMissing(): string | undefined {
  if (existsSync(`${FOLDER}/node_modules/.package-lock.json`)) return undefined;
  progress('Installing the peers (a minute or two)…');
  const npm = spawnSync('npm', ['ci', '--prefix', FOLDER, '--no-audit', '--no-fund'], {
    encoding: 'utf8',
    timeout: INSTALLED_WITHIN_MS,
    shell: process.platform === 'win32',
  });
  if (npm.status === 0) return undefined;
  const reason =
    npm.error?.message ?? npm.stderr.split('\n').find((line) => line.includes('error')) ?? `npm ended with ${npm.status}`;
  return `npm ci --prefix bench/peers failed: ${reason.trim()}`;
}

/** Lets a peer append for some seconds in a process of its own; events a second. */
export async function peerRate(name: string, seconds: number): Promise<number> {
  const { output } = await run([`${FOLDER}/${name}.mjs`, `${seconds}`, newFolder()]);
  return (JSON.parse(output) as { rate: number }).rate;
}
