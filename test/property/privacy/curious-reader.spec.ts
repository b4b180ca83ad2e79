import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { everythingTold } from './curious-reader.js';
import { hospital } from './small-hospital.js';
import { toldApart } from './told-apart.js';

jest.setTimeout(120_000);

describe('a reader of peer bands, surveys and the feed who asks everything all the time', () => {
  it('tells no fewer than five people apart, and no more than it takes', async () => {
    const sizes: number[] = [];
    await fc.assert(
      fc.asyncProperty(hospital, async (given) => {
        for (const people of await toldApart(given, (well) => everythingTold(given.told(well)))) {
          expect(people.size).toBeGreaterThanOrEqual(5);
          sizes.push(people.size);
        }
      }),
      // To shrink a hospital takes longer than to look at it.
      { numRuns: 40, endOnFailure: true },
    );
    // A hospital that shows nothing would prove nothing, and one that shows larger groups only could do with a smaller threshold.
    expect(sizes.length).toBeGreaterThan(40);
    expect(Math.min(...sizes)).toBe(5);
  });
});
