import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';
import { CuriousRoles, READERS } from './curious-roles.js';
import { type Hospital, hospital } from './small-hospital.js';
import { toldApart } from './told-apart.js';

/** So many of the ratings that a reader is not told are looked for: none of them may show, so a few tell as much as all. */
const LOOKED_FOR = runs(3, 100);
/** How often the reader asks while the log grows. */
const TIMES = runs(1, 6);

describe('whoever asks all that his role may ask, again and again', () => {
  let roles: CuriousRoles;
  beforeAll(async () => {
    roles = await CuriousRoles.open();
  });
  afterAll(() => roles?.close());

  const toldTo = (name: string, given: Hospital, isHidden: (answer: number) => boolean) => {
    const events = given.told(new Set()).length;
    const places = Array.from({ length: TIMES }, (_, n) => Math.ceil((events * (n + 1)) / TIMES));
    return toldApart(given, (well) => roles.everythingTold(name, given.told(well), places), isHidden);
  };

  it.each(Object.entries(READERS))(
    'tells no fewer than five people of a survey apart, and no rating that he is not told: %s',
    (name, { isTold }) =>
      fc.assert(
        fc.asyncProperty(hospital, async (given) => {
          const { answersOf, departmentsOf, mergers } = given;
          const inSurvey = answersOf.flatMap((who, answer) => (who.startsWith('s') ? [answer] : []));
          for (const people of await toldTo(name, given, (answer) => inSurvey.includes(answer)))
            expect(people.size).toBeGreaterThanOrEqual(5);
          const told = isTold === 'ALL' ? departmentsOf : withMerged(isTold, mergers);
          const untold = [...answersOf.keys()].filter(
            (answer) => !inSurvey.includes(answer) && !told.includes(departmentsOf[answer]!),
          );
          const lookedFor = untold.slice(0, LOOKED_FOR);
          expect(await toldTo(name, given, (answer) => lookedFor.includes(answer))).toEqual([]);
        }),
        { numRuns: runs(1, 20), endOnFailure: true },
      ),
  );
});

/** With those that go on as one of them at some time: what was said there is told from then on. */
function withMerged(departments: readonly string[], mergers: Hospital['mergers']): readonly string[] {
  const more = mergers.flatMap(([from, into]) => (departments.includes(into) && !departments.includes(from) ? [from] : []));
  return more.length === 0 ? departments : withMerged([...departments, ...more], mergers);
}
