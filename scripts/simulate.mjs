// `npm run simulate -- --seed N --runs N`: runs the simulation (test/simulation) with consecutive seeds, on all cores. Prints
// failing seeds with the cause; `--seed N --runs 1` repeats a run exactly and shows its schedule.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '1000' } },
});
const [seed, runs] = [Number(values.seed), Number(values.runs)];
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(runs) || runs < 1) {
  console.error('error: --seed and --runs take whole numbers');
  process.exit(2);
}

const begun = performance.now();
const workers = Math.min(runs, availableParallelism());
const shares = Array.from({ length: workers }, (_, worker) => {
  const share = [seed + worker, seed + runs, workers, runs === 1 ? 'schedule' : 'messages'].map(String);
  return spawn(process.execPath, ['--import', './scripts/typescript.mjs', 'test/simulation/main.ts', ...share], {
    stdio: 'inherit',
  });
});
const codes = await Promise.all(shares.map(async (share) => (await once(share, 'exit'))[0]));
const seconds = (performance.now() - begun) / 1000;
console.log(`${runs} runs from seed ${seed} in ${seconds.toFixed(1)} s, ${Math.round((60 * runs) / seconds)} a minute`);
// Without this, if a worker could not even start, the output would look like a success.
if (codes.some((code) => code !== 0)) {
  console.error('Not all runs kept their promises, or came to their end: see above.');
  process.exitCode = 1;
}
