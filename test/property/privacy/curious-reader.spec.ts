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
      { numRuns: runs(4, 200), endOnFailure: true },
    ));

  it('is told of groups all the same, of contacts and in surveys: hospitals that show nothing would prove nothing', async () => {
    const shown = new Set<string>();
    for (const given of fc.sample(hospital, { numRuns: 20, seed: 3 })) {
      // Who answered a survey is called s…, who rated a contact r….
      for (const people of await toldApartIn(given)) shown.add([...people][0]![0]!);
      if (shown.size === 2) break;
    }
    expect(shown).toEqual(new Set(['r', 's']));
  });
});
