// `npm run test:servers`: runs the parts of the contract, fault and end-to-end suites that need servers, against those of
// EVENTSTORE_TEST_URL and MONGODB_TEST_URL, or against servers that it starts and stops. Tests without servers are left to `npm
// test`. Reports missing servers. Options are passed to Vitest, whose configuration selects the files; paths replace the
// suites.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provide, SERVERS } from './test-server.mjs';
import { totals } from './test-totals.mjs';

const own = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'rapport-results-'));
const results =
  own.find((word) => word.startsWith('--outputFile='))?.slice('--outputFile='.length) ?? join(folder, 'results.json');

const running = [];
const missing = [];
let vitest;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => vitest?.kill(signal) ?? void stopAll().then(() => process.exit(1)));

try {
  const environment = { ...process.env, TEST_SERVERS_ONLY: '1' };
  for (const server of SERVERS) {
    const provided = await provide(server);
    running.push(provided);
    if (provided.missing) missing.push(`${server.name}: ${provided.missing}`);
    else environment[server.variable] = provided.url;
  }
  process.exitCode = await runVitest(environment);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  await stopAll();
  const { passed, failed, skipped } = totals([results]);
  rmSync(folder, { recursive: true });
  for (const words of missing)
    console.log(process.env.CI ? `::warning:: NOT TESTED against ${words}` : `Not tested against ${words}`);
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
}

async function runVitest(env) {
  const words = own.filter((word) => !word.startsWith('--outputFile='));
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  vitest = spawn('npx', ['vitest', 'run', '--project', 'servers', ...reports, ...words], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(vitest, 'exit');
  return code ?? 1;
}

async function stopAll() {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
}
