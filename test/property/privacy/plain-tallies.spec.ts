import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersProjection } from '../../../projections/answers/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import { quarterOf } from '../../../projections/kit/day.js';
import { PLAIN } from '../../../src/queries/identity/identities.js';
import { departmentCounts } from '../../../src/queries/peers/department-counts.js';
import { lastQuarter } from '../../../src/queries/peers/last-quarter.js';
import { treatmentCounts } from '../../../src/queries/peers/treatment-counts.js';
import { MemoryViews } from '../../support/memory-views.js';
import { hospital } from './small-hospital.js';
import { dayAt } from './telling.js';

const some = fc.array(fc.nat(40)).map((numbers) => new Set(numbers));

it('what departments are compared by is what the score counts, where people answered in time', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(hospital, some, async (given, good) => {
      const events = given
        .told(good)
        .filter(({ recordedAt, metadata }) => quarterOf(recordedAt) === quarterOf(metadata.occurredAt));
      const documents = ([answersProjection, relationshipProjection] as unknown as readonly Projection[]).map(
        (projection) => [projection.name, Object.fromEntries(fold(projection, events))] as const,
      );
      const reader = new MemoryViews(Object.fromEntries(documents)).reader();
      const quarter = lastQuarter(dayAt(100));
      const plain = await departmentCounts(reader, 'treatment', quarter);
      const { counts, tooFew } = await treatmentCounts(reader, quarter.name, PLAIN);
      expect([...counts.keys(), ...tooFew].sort()).toEqual([...plain.keys()].sort());
      for (const [id, count] of counts) {
        expect(count).toEqual(plain.get(id));
        compared += 1;
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(50);
});
