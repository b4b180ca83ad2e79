import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { contractDrift, contractFiles } from './contract-files.js';

/**
 * Run from the top level: writes the published contract, or with `--check` only reports the drift and exits with 1 if there is
 * any.
 */
const drift = contractDrift('.');

if (process.argv.includes('--check')) {
  for (const path of drift)
    process.stderr.write(`${path} differs from the declarations: run the contract generator and commit\n`);
  process.exitCode = drift.length > 0 ? 1 : 0;
} else {
  const files = contractFiles();
  for (const path of drift) {
    const content = files.get(path);
    if (content === undefined) {
      rmSync(path);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  process.stderr.write(`${drift.length} of ${files.size} files changed\n`);
}
