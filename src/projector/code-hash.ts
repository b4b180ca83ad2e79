import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROJECTIONS = new URL('../../projections/', import.meta.url);
const IMPORTS = /\bfrom\s*['"](\.[^'"]+)['"]/g;
/** What a build writes below: a file's own name. */
const SOURCE_MAP = /^\/\/# sourceMappingURL=.*/m;

/**
 * A hash of the code that a projection's fold is made of: its own file and all that this imports, however far. It catches the change of a fold
 * whose author forgot to raise `version`: the view is then built anew. Folder `projections/<name>/` holds the projection `<name>`.
 *
 * What a file is called, and where it lies, changes no fold: in place of its path stands the hash of what is imported. Comments are not in it
 * either, for the build leaves them out (tsconfig.build.json).
 */
export const codeHashOf = (projection: string, folder = PROJECTIONS): string =>
  hashOf(new URL(`${projection}/projection.js`, folder), new Map()).slice(0, 12);

/** @param hashes of the files that were met on the way; one whose imports lead back to it has none yet */
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

/** Where the source itself runs, `.js` names a `.ts`. */
const sourceOf = (file: URL): URL => (existsSync(fileURLToPath(file)) ? file : new URL(file.href.replace(/\.js$/, '.ts')));
