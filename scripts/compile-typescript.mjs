// TypeScript as JavaScript, decorators included, without a look at the types: for scripts, and for tests and the processes that they start.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOR_TESTS = join(ROOT, 'dist/for-tests');
const CACHE = join(ROOT, 'node_modules/.cache/rapport-typescript');
const OPTIONS = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

/** The compiled code of a file, kept by its content: most files are as they were in the last run. */
export function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const kept = join(CACHE, `${createHash('sha256').update(filename).update(source).digest('hex')}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  // A native module of some thirty megabytes: not for whoever finds everything compiled.
  const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename });
  write(kept, code);
  return code;
}

/**
 * Writes the sources, and what tests need of their own in other processes, as JavaScript below `dist/for-tests`, where they lie to each other as
 * they do here. A process starts in three quarters of the time that it takes when each file is looked for, and compiled, as it comes to it.
 */
export function compileForTests() {
  for (const folder of ['src', 'projections', 'test'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const code = compiled(join(ROOT, folder, name));
      const target = join(FOR_TESTS, folder, name.replace(/\.ts$/, '.js'));
      if (!existsSync(target) || readFileSync(target, 'utf8') !== code) write(target, code);
    }
}

/** Where it has written a source; undefined for what is a test's own. */
export function compiledForTests(source) {
  const path = relative(ROOT, source);
  return /^(src|projections)[/\\]/.test(path) ? join(FOR_TESTS, path.replace(/\.ts$/, '.js')) : undefined;
}

/** By way of another name: a process that starts at the same time must not read half a file. */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
