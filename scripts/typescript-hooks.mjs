// Lets Node run the TypeScript sources as they are (decorators included), without a build: for scripts, and for tests.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiled, compiledForTests } from './compile-typescript.mjs';

let isForTests = false;

/** `forTests`: what `compileForTests` has compiled runs from there. */
export function initialize(data) {
  isForTests = data?.forTests === true;
}

/** Our imports end in .js, as Node wants the built files; beside the sources those are .ts. */
export async function resolve(specifier, context, next) {
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && isTypeScript(context.parentURL)) {
    const source = fileURLToPath(new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL));
    const file = (isForTests && compiledForTests(source)) || source;
    if (existsSync(file)) return { url: pathToFileURL(file).href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
}

/** With a query too: Vitest asks so for a test file, to have it anew. */
const isTypeScript = (url) => /^file:.*\.ts(\?|$)/.test(url ?? '');
