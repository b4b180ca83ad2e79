// Lets Node run the TypeScript sources directly (decorators included), without a build: for scripts and tests.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiled, compiledForTests } from './compile-typescript.mjs';

let isForTests = false;

/** `forTests`: use the output of `compileForTests` where there is any. */
export function initialize(data) {
  isForTests = data?.forTests === true;
}

/** Our imports end in .js, as Node needs for the built files. In the sources these files end in .ts. */
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

/** Allows a query string: Vitest adds one to a test file to reload it. */
const isTypeScript = (url) => /^file:.*\.ts(\?|$)/.test(url ?? '');
