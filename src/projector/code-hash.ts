import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROJECTIONS = new URL('../../projections/', import.meta.url);
const IMPORTS = /\bfrom\s*['"](\.[^'"]+)['"]/g;

/**
 * A hash of the code that a projection's fold is made of: its own file and all that this imports, however far. It catches the change of a fold
 * whose author forgot to raise `version`: the view is then built anew. Folder `projections/<name>/` holds the projection `<name>`.
 */
export function codeHashOf(projection: string): string {
  const files = new Map<string, string>();
  collect(new URL(`${projection}/projection.js`, PROJECTIONS), files);
  const hash = createHash('sha256');
  for (const [name, code] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(code);
  return hash.digest('hex').slice(0, 12);
}

/** By their place in the project. Where the source itself runs, `.js` names a `.ts`. */
function collect(file: URL, files: Map<string, string>): void {
  const source = existsSync(fileURLToPath(file)) ? file : new URL(file.href.replace(/\.js$/, '.ts'));
  const name = source.href.slice(new URL('../', PROJECTIONS).href.length);
  if (files.has(name)) return;
  const code = readFileSync(source, 'utf8');
  files.set(name, code);
  for (const [, imported] of code.matchAll(IMPORTS)) collect(new URL(imported!, source), files);
}
