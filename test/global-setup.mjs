import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileForTests } from '../scripts/compile-typescript.mjs';
import { ensureDrawing } from '../scripts/ensure-built.mjs';

/**
 * Builds what the processes that tests start are made of. Runs before the first test, and before each rerun in Vitest's watch
 * mode.
 */
export default function (project) {
  ensureDrawing();
  compileForTests();
  project.onTestsRerun(compileForTests);
  // Read by support/run-folder.ts.
  const folder = (process.env.TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), 'rapport-run-')));
  return () => rmSync(folder, { recursive: true, force: true });
}
