import { expect, it } from 'vitest';
import type { RatingFacts } from '../../../projections/trials/sources.js';
import { dayOf } from '../../../src/queries/days.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { bucketOf } from '../../../src/measures/periods.js';
import { byBucket, shownWords } from '../../../src/queries/measure-series.js';
import { settingsOf, smallestGroup } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';
import fc from '../../support/properties.js';

const TEAMS = ['desk', 'net'];
const DEPARTMENTS = ['icu', 'lab', 'ward'];
const NOW = '2026-07-01T00:00:00.000Z';
const word = fc.record({
  teamId: fc.constantFrom(...TEAMS),
  departmentId: fc.constantFrom(...DEPARTMENTS),
  person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  month: fc.integer({ min: 1, max: 3 }),
});
interface Said {
  readonly teamId: string;
  readonly departmentId: string;
  readonly person: string;
  readonly month: number;
}
/** One word a person, pair and month, at most as many a month as it has days: so the day of a word says which it is. */
const words = fc.uniqueArray(word, {
  selector: ({ teamId, departmentId, person, month }) => `${teamId} ${departmentId} ${person} ${month}`,
  maxLength: 60,
  size: 'max',
});

const at = (month: number, day: number) => `2026-0${month}-${String(day).padStart(2, '0')}T10:00:00.000Z`;
function told(said: readonly Said[]) {
  const days = new Map<number, number>();
  const all = said.flatMap((one) => {
    const day = (days.get(one.month) ?? 0) + 1;
    days.set(one.month, day);
    return day > 28 ? [] : [{ ...one, at: at(one.month, day) }];
  });
  const documents = new Map<string, RatingFacts>();
  for (const { teamId, departmentId, person: respondentRef, at: moment } of all) {
    const key = `ratings:${teamId}.${departmentId}|${respondentRef}`;
    const before = documents.get(key)?.ratings ?? [];
    const rating = { at: moment, n: 0, eventId: `${key} ${moment}`, treatment: 5, interactionId: 'I' };
    documents.set(key, {
      ...{ kind: 'RATINGS', teamId, departmentId, respondentRef, reach: '' },
      ratings: [...before, rating].sort((a, b) => (a.at < b.at ? -1 : 1)),
    });
  }
  const people = new Map(all.map(({ at: moment, person }) => [dayOf(moment), person]));
  return { reader: new MemoryViews({ trials: Object.fromEntries(documents) }).reader(), people };
}
const SCOPES = [
  {},
  ...TEAMS.map((teamId) => ({ teamId })),
  ...DEPARTMENTS.map((departmentId) => ({ departmentId })),
  ...TEAMS.flatMap((teamId) => DEPARTMENTS.map((departmentId) => ({ teamId, departmentId }))),
];
const settings = settingsOf(smallestGroup(3, '2020-01-01T00:00:00.000Z'));

it('no series, nor any sum or difference of series, is about fewer people than the smallest group', () =>
  fc.assert(
    fc.asyncProperty(words, async (said) => {
      const { reader, people } = told(said);
      /** The numbers in which a word is, of all that can be asked. Words that are in the same ones cannot be told apart. */
      const numbers = new Map<number, string>();
      for (const scope of SCOPES) {
        const { tallies, withheld } = await shownWords(reader, scope, settings, NO_MERGERS, NOW);
        for (const { d } of tallies) {
          for (const bucket of ['MONTH', 'QUARTER'] as const) {
            numbers.set(d, `${numbers.get(d) ?? ''} ${JSON.stringify(scope)}${bucket}${bucketOf(d, bucket)}`);
          }
        }
        const quarters = byBucket(withheld, 'QUARTER');
        expect([...quarters.values()].reduce((a, b) => a + b, 0)).toBe([...withheld.values()].reduce((a, b) => a + b, 0));
      }
      const together = new Map<string, Set<string>>();
      for (const [day, name] of numbers) together.set(name, (together.get(name) ?? new Set()).add(people.get(day)!));
      for (const told of together.values()) expect(told.size).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 60 },
  ));

it('every word is in the organisation’s series or counted as withheld, and enough of them are', async () => {
  const few = (teamId: string, departmentId: string, people: string) =>
    [...people].map((person) => ({ teamId, departmentId, person, month: 1 }));
  const { reader } = told([
    ...few('desk', 'icu', 'abc'),
    ...few('desk', 'lab', 'ab'),
    ...few('net', 'lab', 'c'),
    ...few('net', 'icu', 'd'),
    ...few('net', 'ward', 'ef'),
    ...few('desk', 'ward', 'e').map((one) => ({ ...one, month: 2 })),
  ]);
  const shown = async (scope: object) => {
    const { tallies, withheld } = await shownWords(reader, scope, settings, NO_MERGERS, NOW);
    return [tallies.length, [...withheld.values()].reduce((a, b) => a + b, 0)];
  };
  // A pair of three; a department whose two pairs are three together; what is left of the other two departments; one alone.
  expect(await shown({ teamId: 'desk', departmentId: 'icu' })).toEqual([3, 0]);
  expect(await shown({ teamId: 'desk', departmentId: 'lab' })).toEqual([0, 2]);
  expect(await shown({ departmentId: 'lab' })).toEqual([3, 0]);
  expect(await shown({ departmentId: 'icu' })).toEqual([3, 1]);
  expect(await shown({ teamId: 'desk' })).toEqual([3, 3]);
  expect(await shown({})).toEqual([9, 1]);
});
