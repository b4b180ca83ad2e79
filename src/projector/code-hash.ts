import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PROJECTIONS = new URL('../../projections/', import.meta.url);

/**
 * A hash of a projection's own code and of the kit that all share. It catches the change of a fold whose author forgot to raise `version`:
 * the view is then built anew. Folder `projections/<name>/` holds the projection `<name>`.
 */
export function codeHashOf(projection: string): string {
  const hash = createHash('sha256');
  for (const folder of ['kit', projection]) {
    const directory = new URL(`${folder}/`, PROJECTIONS);
    const files = readdirSync(fileURLToPath(directory)).filter((name) => /(?<!\.spec|\.d)\.(js|ts)$/.test(name));
    for (const name of files.sort()) hash.update(name).update(readFileSync(new URL(name, directory)));
  }
  return hash.digest('hex').slice(0, 12);
}
