// `npm run test:long`: runs the property, fault and simulation suites with many more runs than `npm test`. Options are passed
// to Vitest; paths replace the suites.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const SUITES = ['test/property', 'test/simulation', 'test/fault/app/killed-server.spec.ts', 'test/e2e/erased-memory.spec.ts'];
const own = process.argv.slice(2);
const words = own.some((word) => !word.startsWith('-')) ? own : [...SUITES, ...own];
const vitest = spawn('npm', ['test', '--silent', '--', ...words], {
  env: { ...process.env, TEST_LONG: '1' },
  stdio: 'inherit',
});
const [code] = await once(vitest, 'exit');
process.exitCode = code ?? 1;
