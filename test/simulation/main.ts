import { simulate, SimulationFailure } from './simulate.js';

// One worker's share of `npm run simulate`: the seeds FROM, FROM + STEP, … below UNTIL. Prints failures, on request with the
// whole schedule.
const [from, until, step] = process.argv.slice(2, 5).map(Number) as [number, number, number];
const FAILURES_TOLD = 10;
let failures = 0;
for (let seed = from; seed < until && failures < FAILURES_TOLD; seed += step) {
  try {
    await simulate(seed);
  } catch (error) {
    if (!(error instanceof SimulationFailure)) throw error;
    failures += 1;
    if (process.argv[5] === 'schedule') console.log(error.schedule.join('\n'));
    console.log(error.message);
    process.exitCode = 1;
  }
}
