import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(ROOT, 'dist/src/cli.js');
/** The compiler writes it last, whether or not it had anything to change. */
const STAMP = join(ROOT, 'dist/.tsbuildinfo');
const INPUTS = ['src', 'projections', 'web', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds when there is no build or, unless `evenIfOld` is false, one that is older than the sources. Says so: it takes some seconds. */
export function ensureBuilt({ evenIfOld = true } = {}) {
  if (existsSync(BUILT) && existsSync(STAMP) && !(evenIfOld && isOld())) return;
  process.stderr.write('Building Rapport (a few seconds)…\n');
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) {
    process.stderr.write('error: the dependencies are missing. Run: npm ci\n');
    process.exit(1);
  }
  // Standard output is the command's own; programs read it.
  const steps = [
    // First the explorer: the stamp, which the compiler writes last, then stands for both.
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'],
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--ssr', 'src/audit/render.tsx', '--logLevel', 'warn'],
    [compiler, '-p', 'tsconfig.build.json'],
  ];
  for (const step of steps) {
    const { status } = spawnSync(process.execPath, step, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  }
}

function isOld() {
  const built = statSync(STAMP).mtimeMs;
  return INPUTS.some((input) => newest(join(ROOT, input)) > built);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time too: it moves when a file goes.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
