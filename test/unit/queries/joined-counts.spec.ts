import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { countedAt, TALLIED, type Tallies } from '../../../projections/kit/year-counts.js';
import { joinedCounts } from '../../../src/queries/relationship/joined-relationship.js';

const verdicts = fc.array(
  fc.record({
    at: fc
      .date({ min: new Date('2024-11-01T00:00:00Z'), max: new Date('2026-03-01T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    success: fc.boolean(),
  }),
  { maxLength: 60 },
);
const record = (all: readonly { at: string; success: boolean }[]) =>
  all.reduce<Tallies>((sum, { at, success }) => countedAt(sum, TALLIED, at, { successes: success ? 1 : 0, trials: 1 }), []);

it('is what one record of all would hold', () =>
  fc.assert(
    fc.property(fc.array(verdicts, { minLength: 1, maxLength: 4 }), (several) => {
      expect(joinedCounts(several.map(record), TALLIED)).toEqual(record(several.flat()));
    }),
  ));
