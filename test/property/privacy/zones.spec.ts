import { expect, it } from 'vitest';
import { fold } from '../../../projections/kit/fold.js';
import { PROJECTIONS } from '../../../projections/index.js';
import { DepartmentRegistered } from '../../../src/domain/department/events.js';
import { InteractionFeedbackGiven } from '../../../src/domain/interaction/events.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';
import { AskMeasureSeries } from '../../../src/queries/measure-series.js';
import { AskPeerBand } from '../../../src/queries/peers/ask-peer-band.js';
import { Scores } from '../../../src/queries/score/scores.js';
import { WordGroupsCache } from '../../../src/queries/word-groups.js';
import { adopted } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';
import { eventIn, type GivenEvent, givenEvents } from '../../unit/projections/given-events.js';

const HOUR = 3_600_000;
const DEPARTMENTS = ['icu', 'lab'];
/** A year and two quarters end shortly before or after these moments, by the clocks of some zone. */
const ENDS = ['2025-12-31T23:00:00.000Z', '2026-03-31T23:00:00.000Z'].map((end) => Date.parse(end));
const moment = fc.tuple(fc.constantFrom(...ENDS), fc.integer({ min: -30, max: 30 })).map(([end, hours]) => end + hours * HOUR);
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo');
/** People rate, now and then a day late; an administrator adopts zones that say to take effect long ago, now or later. */
const deed = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ at: moment, late: fc.constantFrom(0, 0, 0, 25), person: fc.nat(7), treatment: fc.constantFrom(2, 5) }),
  },
  { weight: 1, arbitrary: fc.record({ at: moment, zone, effect: fc.constantFrom(-9_000, -30, 0, 0, 1, 40) }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
/** All is over by then. */
const ASKED = Date.parse('2026-07-02T12:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();
const recordedOf = (one: Deed) => one.at + ('late' in one ? one.late * HOUR : 0);

type Rated = Extract<Deed, { readonly person: number }>;
const rating = ({ at, late, person, treatment }: Rated, place: number, departmentId: string): GivenEvent => {
  const about = { interactionId: `I${place}`, teamId: 'desk', departmentId, startedAt: iso(at) };
  const fact = InteractionFeedbackGiven({ ...about, respondentRef: `p${person}`, treatment, factors: [], earlierResponses: 0 });
  return eventIn(`interaction-I${place}`, iso(at + place), fact, { recordedAt: iso(at + late * HOUR + place) });
};
/** Of another department: it proves that no answer of the others is missing, and its own day is not over. */
const LAST = rating({ at: ASKED, late: 0, person: 0, treatment: 5 }, 1_000, 'ward');
const zoned = (name: string, recorded: number, hours: number): GivenEvent => ({
  ...adopted({ zone: name, effectiveAt: iso(recorded + hours * HOUR) }),
  recordedAt: iso(recorded),
});
const told = (one: Deed, place: number): GivenEvent =>
  'zone' in one ? zoned(one.zone, one.at, one.effect) : rating(one, place, DEPARTMENTS[place % 2]!);
const registered = DEPARTMENTS.map((departmentId) =>
  eventIn(
    `department-${departmentId}`,
    '2025-01-01T00:00:00.000Z',
    DepartmentRegistered({ departmentId, name: departmentId, kind: 'CLINICAL', externalIds: [] }),
  ),
);

const VIEWS = new Set(['trials', 'answers', 'department', 'relationship', 'mergers', 'policies']);
/** All that can be asked about periods that are over. */
async function answers(facts: readonly GivenEvent[]) {
  const events = givenEvents(...facts);
  const documents = PROJECTIONS.filter(({ name }) => VIEWS.has(name)).map((one) => [
    one.name,
    Object.fromEntries(fold(one, events)),
  ]);
  const reader = new MemoryViews(Object.fromEntries(documents)).reader();
  const register = new IdentityRegister();
  const identitiesAt = {
    at: (at: string) => register.at(reader, at),
    knownAt: (at: string) => register.knownAt(reader, at),
  };
  const [asOf, dated] = [iso(ASKED), new DatedSettings()];
  const identities = await identitiesAt.at(asOf);
  const all: unknown[] = [];
  const { days } = await dated.of(reader);
  const quarters = ['2025-10-01', '2026-01-01', '2026-04-01', '2026-07-01'].map(days.startOf);
  for (const [place, from] of quarters.slice(0, -1).entries()) {
    const period = { from, to: quarters[place + 1]! };
    all.push(await new AskPeerBand(dated).execute(reader, 'CLINICAL', 'treatment', asOf, period, identitiesAt));
  }
  for (const bucket of ['MONTH', 'QUARTER'] as const) {
    for (const departmentId of [undefined, ...DEPARTMENTS]) {
      const asked = { measure: 'treatment', bucket, to: asOf, ...(departmentId !== undefined && { departmentId }) } as const;
      const { chart, until, withheld } = await new AskMeasureSeries(dated).execute(reader, asked, asOf, identities);
      all.push([chart.points, until, [...withheld]]);
    }
  }
  const groups = await new WordGroupsCache(dated).of(reader);
  for (const departmentId of DEPARTMENTS) all.push(groups.of({ teamId: 'desk', departmentId }));
  all.push((await new Scores(dated).basis(reader, asOf)).day);
  return all;
}

it('no zone that is adopted changes an answer about a period that is over', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 20, maxLength: 60, size: 'max' }),
      fc.array(fc.record({ zone, effect: fc.constantFrom(-9_000, -2_300, -40, 0, 40) }), { minLength: 1, maxLength: 3 }),
      async (deeds, more) => {
        const facts = [...registered, ...deeds.toSorted((a, b) => recordedOf(a) - recordedOf(b)).map(told), LAST];
        const before = await answers(facts);
        const later = more.map((one, place) => zoned(one.zone, ASKED + HOUR * (1 + place), one.effect));
        expect(await answers([...facts, ...later])).toEqual(before);
      },
    ),
    { numRuns: runs(15, 1_000) },
  ));
