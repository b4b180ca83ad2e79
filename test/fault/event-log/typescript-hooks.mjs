// Lets a child process of a test run our TypeScript as it is: `.js` names of imports that mean `.ts` files, and the compiler jest uses.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/js$/, 'ts'), context.parentURL);
    if (existsSync(fileURLToPath(source))) return { url: source.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
  const { code } = await transform(await readFile(new URL(url), 'utf8'), { swcrc: false, module: { type: 'es6' }, jsc });
  return { format: 'module', source: code, shortCircuit: true };
}
