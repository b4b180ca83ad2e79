import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.js';
import { simulate } from './simulate.js';

/** As many as run within a few seconds; `npm run simulate` runs more. */
const SEEDS = runs(250, 10_000);

describe('a small cluster in trouble', () => {
  it('keeps its promises under each seed', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) await simulate(seed);
  }, 1_200_000);

  it('goes through the same schedule under the same seed, line by line', async () => {
    for (const seed of [1, 2, 3, 19, 286]) expect(await simulate(seed)).toEqual(await simulate(seed));
  });
});
