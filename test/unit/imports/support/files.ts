import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');

/** A path inside the project. */
export const inProject = (...parts: readonly string[]): string => path.join(ROOT, ...parts);

/** Writes a file into a folder of its own, gives its path to the work, and cleans up. */
export async function withFile<T>(
  content: string | Uint8Array,
  work: (file: string) => Promise<T>,
  name = 'export.csv',
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-import-'));
  try {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
