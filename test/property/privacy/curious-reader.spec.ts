import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';
import { everythingTold } from './curious-reader.js';
import { type Hospital, hospital } from './small-hospital.js';
import { toldApart } from './told-apart.js';

const toldApartIn = (given: Hospital) => toldApart(given, (well) => everythingTold(given.told(well)));

describe('a reader of peer bands, surveys and the feed who asks everything all the time', () => {
  it('tells no fewer than five people apart', () =>
    fc.assert(
      fc.asyncProperty(hospital, async (given) => {
        for (const people of await toldApartIn(given)) expect(people.size).toBeGreaterThanOrEqual(5);
      }),
      // To shrink a hospital takes longer than to look at it.
      { numRuns: runs(8, 200), endOnFailure: true },
    ));

  it('is told of five all the same, of contacts and in surveys: a hospital that shows nothing would prove nothing', async () => {
    const given = fc.sample(hospital, { numRuns: 5, seed: 3 }).at(-1)!;
    const shown = (await toldApartIn(given)).map((people) => [[...people][0]![0], people.size]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['s', 5],
        ['r', 5],
      ]),
    );
  });
});
