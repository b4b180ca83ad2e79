import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates an empty folder. The runner gives each bench its own temporary directory and removes it with its contents. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'files-'));
