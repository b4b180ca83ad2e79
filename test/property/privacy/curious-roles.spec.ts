import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';
import { CuriousRoles, READERS } from './curious-roles.js';
import { type Hospital, hospital } from './small-hospital.js';
import { toldApart } from './told-apart.js';

/** The readers of every run: the narrowed and the general ones who see most without single ratings. The long run has all. */
const USUAL = ['the lead of another team', 'an agent of the team', 'an analyst', 'an auditor'];
const ASKING = Object.entries(READERS).filter(([name]) => runs(USUAL, Object.keys(READERS)).includes(name));

/** How often the reader asks while the log grows. */
const TIMES = runs(1, 4);

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

  it.each(ASKING)('tells nobody fewer than five people apart by what he is not told: %s', (name, { isTold }) =>
    fc.assert(
      fc.asyncProperty(hospital, async (given) => {
        const { answersOf, teamsOf } = given;
        const isHidden = (answer: number) =>
          answersOf[answer]!.startsWith('s') || !(isTold === 'ALL' || isTold.includes(teamsOf[answer]!));
        for (const people of await toldTo(name, given, isHidden)) expect(people.size).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: runs(1, 12), endOnFailure: true },
    ),
  );

  it('tells nobody fewer than five people apart by audits, of whatever period and position', () =>
    fc.assert(
      fc.asyncProperty(hospital, async (given) => {
        const told = await toldApart(given, (well) => roles.auditsTold(given.told(well)));
        for (const people of told) expect(people.size).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: runs(1, 12), endOnFailure: true },
    ));
});
