import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { answersProjection } from '../../../projections/answers/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import type { Projection } from '../../../projections/kit/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { quarterOf } from '../../../projections/kit/day.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { dayOf } from '../../../src/queries/days.js';
import { departmentCounts, treatmentCounts } from '../../../src/queries/peers/peer-counts.js';
import { settingsOf } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';
import { hospital } from './small-hospital.js';
import { dayAt } from './telling.js';

/** The first of 2026. */
const QUARTER = { firstDay: dayOf(dayAt(0)), lastDay: dayOf(dayAt(89)) };

const some = fc.array(fc.nat(40)).map((numbers) => new Set(numbers));

it('what departments are compared by is what the score counts, where people answered in time', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(hospital, some, async (given, good) => {
      const events = given
        .told(good)
        .filter(({ recordedAt, metadata }) => quarterOf(recordedAt) === quarterOf(metadata.occurredAt));
      const documents = ([answersProjection, trialsProjection] as unknown as readonly Projection[]).map(
        (projection) => [projection.name, Object.fromEntries(fold(projection, events))] as const,
      );
      const reader = new MemoryViews(Object.fromEntries(documents)).reader();
      const plain = await departmentCounts(reader, 'treatment', QUARTER, NO_MERGERS, '~');
      const counted = await treatmentCounts(reader, QUARTER, NO_MERGERS, settingsOf());
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
