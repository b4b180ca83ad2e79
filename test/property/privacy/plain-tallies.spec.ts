import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersProjection } from '../../../projections/answers/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { quarterOf } from '../../../projections/kit/day.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { PLAIN } from '../../../src/queries/identity/identities.js';
import { departmentCounts } from '../../../src/queries/peers/department-counts.js';
import { lastQuarter } from '../../../src/queries/peers/last-quarter.js';
import { treatmentCounts } from '../../../src/queries/peers/treatment-counts.js';
import { MemoryViews } from '../../support/memory-views.js';
import { hospital } from './small-hospital.js';
import { dayAt } from './telling.js';

const some = fc.array(fc.nat(40)).map((numbers) => new Set(numbers));

/** The score counts one word a person, pair and month. */
function once(): (event: RecordedEvent) => boolean {
  const said = new Set<string>();
  return ({ data, metadata }) => {
    const { teamId, departmentId, respondentRef } = data as Record<string, string>;
    if (respondentRef === undefined) return true;
    const word = `${teamId}.${departmentId} ${respondentRef} ${metadata.occurredAt.slice(0, 7)}`;
    return !said.has(word) && Boolean(said.add(word));
  };
}

it('what departments are compared by is what the score counts, where people answered in time and once', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(hospital, some, async (given, good) => {
      const events = given
        .told(good)
        .filter(({ recordedAt, metadata }) => quarterOf(recordedAt) === quarterOf(metadata.occurredAt))
        .filter(once());
      const documents = ([answersProjection, trialsProjection] as unknown as readonly Projection[]).map(
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
