import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const BUILT = join(ROOT, 'dist/src/cli.js');
/** The compiler writes it last, whether or not it had anything to change. */
const STAMP = join(ROOT, 'dist/.tsbuildinfo');
const INPUTS = ['src', 'projections', 'web', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
/** What draws audits, a module of its own; and what it is made of. */
const DRAWING = join(ROOT, 'dist/web-ssr/render.js');
const DRAWING_INPUTS = ['web', 'package-lock.json'];
const DRAWING_STEP = ['build', 'web', '--ssr', 'src/audit/render.tsx', '--logLevel', 'warn'];

/** Builds when there is no build or, unless `evenIfOld` is false, one that is older than the sources. Says so: it takes some seconds. */
export function ensureBuilt({ evenIfOld = true } = {}) {
  if (existsSync(BUILT) && existsSync(STAMP) && !(evenIfOld && isOlder(STAMP, INPUTS))) return;
  process.stderr.write('Building Rapport (a few seconds)…\n');
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) {
    process.stderr.write('error: the dependencies are missing. Run: npm ci\n');
    process.exit(1);
  }
  // Standard output is the command's own; programs read it.
  const steps = [
    // First the explorer: the stamp, which the compiler writes last, then stands for both.
    [VITE, 'build', 'web', '--logLevel', 'warn'],
    [VITE, ...DRAWING_STEP],
    [compiler, '-p', 'tsconfig.build.json'],
  ];
  for (const step of steps) {
    const { status } = spawnSync(process.execPath, step, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  }
}

/** Builds what draws audits, where it is missing or older than its sources: tests use it without a whole build. */
export function ensureDrawing() {
  if (existsSync(DRAWING) && !isOlder(DRAWING, DRAWING_INPUTS)) return;
  const { status, stderr } = spawnSync(process.execPath, [VITE, ...DRAWING_STEP], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function isOlder(built, inputs) {
  const builtAt = statSync(built).mtimeMs;
  return inputs.some((input) => newest(join(ROOT, input)) > builtAt);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time too: it moves when a file goes.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
