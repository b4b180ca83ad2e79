import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder. The runner gives each bench a temporary directory of its own and takes it away with all that lies in it. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'files-'));
