import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is made once for a whole run of tests: global-setup.mjs makes the folder and removes it. A program has one of its own. */
export const RUN_FOLDER = process.env['TEST_RUN_FOLDER'] ?? ownFolder();

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-run-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
