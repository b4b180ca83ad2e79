import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const BUILT = join(ROOT, 'dist/src/cli.js');
/** The compiler writes it last, even if it changed nothing. */
const STAMP = join(ROOT, 'dist/.tsbuildinfo');
const INPUTS = ['src', 'projections', 'web', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
/** The module that renders audits, and its inputs. */
const DRAWING = join(ROOT, 'dist/web-ssr/render.js');
const DRAWING_INPUTS = ['web', 'package-lock.json'];
const DRAWING_STEP = ['build', 'web', '--ssr', 'src/audit/render.tsx', '--logLevel', 'warn'];

/**
 * Builds when there is no build or, unless `evenIfOld` is false, when it is older than the sources. Prints a line, as it takes
 * seconds.
 */
export function ensureBuilt({ evenIfOld = true } = {}) {
  if (existsSync(BUILT) && existsSync(STAMP) && !(evenIfOld && isOlder(STAMP, INPUTS))) return;
  process.stderr.write('Building Rapport (a few seconds)…\n');
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) {
    process.stderr.write('error: the dependencies are missing. Run: npm ci\n');
    process.exit(1);
  }
  // Output goes to standard error: standard output belongs to the command, and programs read it.
  const steps = [
    // The explorer first: the stamp, which the compiler writes last, then covers both.
    [VITE, 'build', 'web', '--logLevel', 'warn'],
    [VITE, ...DRAWING_STEP],
    [compiler, '-p', 'tsconfig.build.json'],
  ];
  for (const step of steps) {
    const { status } = spawnSync(process.execPath, step, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  }
}

/** Builds only the module that renders audits, if it is missing or older than its sources, for tests without a whole build. */
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
  // Includes the folder's own time, which changes when a file is deleted.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
