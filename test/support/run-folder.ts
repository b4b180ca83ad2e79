import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for files that a whole test run shares. Created and removed by global-setup.mjs; a program outside of tests has
 * its own.
 */
export const RUN_FOLDER = process.env['TEST_RUN_FOLDER'] ?? ownFolder();

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-run-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
