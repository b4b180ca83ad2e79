// Adds up Vitest's JSON reports and prints the totals for CI: `node scripts/test-totals.mjs FILE…`.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The totals of result files. A suite that could not run counts as one failure, and so does a missing file. */
export function totals(files) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of files) {
    if (!existsSync(file)) {
      sum.failed += 1;
      continue;
    }
    const result = JSON.parse(readFileSync(file, 'utf8'));
    sum.passed += result.numPassedTests;
    const unrun = result.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    sum.failed += result.numFailedTests + unrun.length;
    // An error outside of any test, such as an unhandled rejection.
    if (!result.success && result.numFailedTests + unrun.length === 0) sum.failed += 1;
    sum.skipped += result.numPendingTests + result.numTodoTests;
  }
  return sum;
}

/** The failed tests, each with its file, full name and message. Printed at the end, because CI may keep only the end of a log. */
function failures(files) {
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).testResults)
    .flatMap(({ name, message, assertionResults }) => [
      ...(message === '' ? [] : [`${name}: ${message}`]),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`),
    ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const failure of failures(process.argv.slice(2))) console.log(`FAILED TEST: ${failure}`);
  const { passed, failed } = totals(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
}
