import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { newFolder } from './new-folder.js';
import { inProject, run } from './program.js';
import { progress } from './report.js';

const FOLDER = inProject('bench/peers');
/** Long, because one of them compiles its SQLite when no prebuilt binary is available. */
const INSTALLED_WITHIN_MS = 600_000;

/** Installs the peers if needed. Returns the reason when that fails; the bench then runs without them. */
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

/** Runs a peer's appends for some seconds in a separate process. Returns events per second. */
export async function peerRate(name: string, seconds: number): Promise<number> {
  const { output } = await run([`${FOLDER}/${name}.mjs`, `${seconds}`, newFolder()]);
  return (JSON.parse(output) as { rate: number }).rate;
}
