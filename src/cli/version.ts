import { existsSync, readFileSync } from 'node:fs';

/** Rapport's version, from package.json: it lies at another height above the sources than above the built files. */
export function version(): string {
  const file = ['../../package.json', '../../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : 'unknown';
}
