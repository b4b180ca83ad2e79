import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROJECTIONS = new URL('../../projections/', import.meta.url);
const IMPORTS = /\bfrom\s*['"](\.[^'"]+)['"]/g;
/** The line that a build appends. It contains the file's own name. */
const SOURCE_MAP = /^\/\/# sourceMappingURL=.*/m;

/**
 * A hash of the code of a projection's fold: its own file and everything that it imports, transitively. It detects a changed fold whose
 * author forgot to raise `version`; the view is then rebuilt. Folder `projections/<name>/` holds the projection `<name>`.
 *
 * The names and paths of files do not change a fold: the hash of the imported file replaces each import path. Comments do not count
 * either, because the build removes them (tsconfig.build.json).
 */
export const codeHashOf = (projection: string, folder = PROJECTIONS): string =>
  hashOf(new URL(`${projection}/projection.js`, folder), new Map()).slice(0, 12);

/** @param hashes of the files visited so far; a file in an import cycle has an empty hash until it is complete */
function hashOf(file: URL, hashes: Map<string, string>): string {
  const cached = hashes.get(file.href);
  if (cached !== undefined) return cached;
  hashes.set(file.href, '');
  const code = readFileSync(sourceOf(file), 'utf8').replace(SOURCE_MAP, '');
  const content = code.replace(IMPORTS, (_, imported: string) => `from '${hashOf(new URL(imported, file), hashes)}'`);
  const hash = createHash('sha256').update(content).digest('hex');
  hashes.set(file.href, hash);
  return hash;
}

/** When the sources run without a build, `.js` refers to a `.ts` file. */
const sourceOf = (file: URL): URL => (existsSync(fileURLToPath(file)) ? file : new URL(file.href.replace(/\.js$/, '.ts')));
