import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractFiles, EVENT_SCHEMAS } from './contract-files.js';

/** The committed files under `root` that differ from the declarations, are missing, or describe an event type that is no more. */
export function contractDrift(root: string): readonly string[] {
  const expected = contractFiles();
  const differing = [...expected].filter(([path, content]) => contentOf(join(root, path)) !== content).map(([path]) => path);
  return [...differing, ...committedSchemas(root).filter((path) => !expected.has(path))];
}

function committedSchemas(root: string): readonly string[] {
  try {
    return readdirSync(join(root, EVENT_SCHEMAS)).map((name) => `${EVENT_SCHEMAS}/${name}`);
  } catch {
    return [];
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
