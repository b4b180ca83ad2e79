import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { answersProjection } from '../../../projections/answers/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { quarterOf } from '../../../projections/kit/day.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { PLAIN } from '../../../src/queries/identity/identities.js';
import { dayOf } from '../../../src/queries/days.js';
import { departmentCounts, treatmentCounts } from '../../../src/queries/peers/peer-counts.js';
import { MemoryViews } from '../../support/memory-views.js';
import { hospital } from './small-hospital.js';
import { dayAt } from './telling.js';

/** The first of 2026. */
const QUARTER = { firstDay: dayOf(dayAt(0)), lastDay: dayOf(dayAt(89)) };

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
      const plain = await departmentCounts(reader, 'treatment', QUARTER, PLAIN);
      const counted = await treatmentCounts(reader, QUARTER, PLAIN);
      expect([...counted.keys()].sort()).toEqual([...plain.keys()].sort());
      for (const [id, { counts, withheld }] of counted) {
        if (counts === null) expect(withheld).toBe(plain.get(id)!.counts!.trials);
        else expect({ counts, withheld }).toEqual(plain.get(id));
        if (counts !== null) compared += 1;
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(50);
});
