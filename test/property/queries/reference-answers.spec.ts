import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { answersProjection } from '../../../projections/answers/projection.js';
import { departmentProjection } from '../../../projections/department/projection.js';
import { fold } from '../../../projections/kit/fold.js';
import { mergersProjection } from '../../../projections/mergers/projection.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { COMPONENTS } from '../../../src/domain/components.js';
import { DepartmentRegistered } from '../../../src/domain/department/events.js';
import { InteractionFeedbackGiven } from '../../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/measures/policy.js';
import { bucketOf } from '../../../src/measures/periods.js';
import { relationshipIndex } from '../../../src/measures/score.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';
import { AskMeasureSeries, shownWords } from '../../../src/queries/measure-series.js';
import { AskPeerBand } from '../../../src/queries/peers/ask-peer-band.js';
import { listedMatrix } from '../../../src/queries/relationship/find-relationships.js';
import { Scores } from '../../../src/queries/score/scores.js';
import { referenceChart } from '../../reference/chart.js';
import { monthNumber, periodsOf } from '../../reference/periods.js';
import { said, type ReferenceTrial } from '../../reference/raw-history.js';
import { referenceScore } from '../../reference/score.js';
import { wallClock } from '../../reference/settings.js';
import { ReferenceHospital } from '../../reference/trials.js';
import { adopted } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';
import { runs } from '../../support/runs.js';
import { eventIn, givenEvents } from '../../unit/projections/given-events.js';
import { DEPARTMENTS } from './hospital-commands.js';
import { hospitalHistory } from './hospital-histories.js';

/** Little is enough to be scored: histories are short. */
const EAGER: Policy = { ...DEFAULT_POLICY, leastInformation: 0.5, leastCoverage: 0.1 };
const PROJECTIONS = {
  trials: trialsProjection,
  mergers: mergersProjection,
  relationship: relationshipProjection,
  department: departmentProjection,
  answers: answersProjection,
};

/** What the product answers from, and what a second program reads from the raw events: both as of a moment. */
async function both(events: readonly RecordedEvent[], asOf: string) {
  const documents = Object.entries(PROJECTIONS).map(([name, projection]) => [
    name,
    Object.fromEntries(fold(projection as unknown as typeof trialsProjection, events)),
  ]);
  const reader = new MemoryViews(Object.fromEntries(documents)).reader();
  const hospital = new ReferenceHospital(events, asOf);
  const trials = hospital.trials().map((trial) => ({ ...trial, ...hospital.successor(trial) }));
  const register = new IdentityRegister();
  const identitiesAt = {
    at: (moment: string) => register.at(reader, moment),
    knownAt: (moment: string) => register.knownAt(reader, moment),
  };
  const identities = await identitiesAt.at(asOf);
  return { reader, hospital, trials, identitiesAt, identities, zone: hospital.settings.zone };
}

const of = <T extends ReferenceTrial>(trials: readonly T[], component: string) =>
  trials.filter((trial) => trial.component === component);
const rawOf = (trials: readonly ReferenceTrial[]) =>
  Object.fromEntries(
    COMPONENTS.map((component) => [
      component,
      of(trials, component).map(({ moment, success }) => ({ at: new Date(moment), success })),
    ]),
  );

describe('the answers are those of a second program', () => {
  it('to how every relationship scores, mergers and the smallest group included', () =>
    fc.assert(
      fc.asyncProperty(hospitalHistory, async ({ facts, asOfs }) => {
        const events = givenEvents(...facts);
        for (const asOf of asOfs) {
          const { reader, hospital, trials, identities, zone } = await both(events, asOf);
          const dayOf = (moment: Date) => Date.parse(wallClock(zone, moment.getTime()).date) / 86_400_000;
          const scores = new Scores(new DatedSettings());
          const [basis, matrix] = await Promise.all([scores.basis(reader, asOf), scores.matrix(reader)]);
          const smallestGroup = hospital.settings.smallestGroup(asOf);
          const ratings = events.filter((one) => one.type === 'InteractionFeedbackGiven' && one.metadata.occurredAt <= asOf);
          for (const { row, evidence } of listedMatrix(matrix, identities, {}).evidence(basis, EAGER, () => true)) {
            const isOwn = (pair: { readonly teamId: string; readonly departmentId: string }) =>
              pair.teamId === row.teamId && pair.departmentId === row.departmentId;
            const raters = ratings.filter((one) => isOwn(hospital.successor(said(one) as unknown as ReferenceTrial)));
            const people = new Set(raters.map((one) => said(one)['respondentRef'])).size;
            const expected = referenceScore(rawOf(trials.filter(isOwn)), rawOf(trials), new Date(asOf), EAGER, {
              people,
              smallestGroup,
              dayOf,
            });
            const found = relationshipIndex(evidence, basis.setting(EAGER));
            const numbers = ['coverage', 'value', 'standardError', 'observedScore', 'equalWeightsValue'] as const;
            for (const number of numbers) closeTo(`${asOf} ${row.relationshipId} ${number}`, found[number], expected[number]);
            for (const component of COMPONENTS) {
              const [one, other] = [found.components[component], expected.components[component]!];
              expect([asOf, row.relationshipId, component, one.kept]).toEqual([asOf, row.relationshipId, component, other.kept]);
              closeTo(`${asOf} ${row.relationshipId} ${component}`, one.value, other.value);
            }
          }
        }
      }),
      { numRuns: runs(12, 2_000) },
    ));

  it('to what a series counts by month and quarter of the organisation’s zone, and how its chart judges', () =>
    fc.assert(
      fc.asyncProperty(
        hospitalHistory,
        fc.constantFrom('responsiveness', 'durability', 'transparency', 'reliability', 'engagement'),
        fc.constantFrom({}, { teamId: 'a' }, { departmentId: 'k' }, { teamId: 'b', departmentId: 'l' }),
        fc.constantFrom('MONTH', 'QUARTER'),
        async ({ facts, asOfs }, measure, sides: Partial<ReferenceTrial>, bucket) => {
          const asOf = asOfs.at(-1)!;
          const { reader, trials, identities, zone } = await both(givenEvents(...facts), asOf);
          const own = of(trials, measure).filter((trial) =>
            Object.entries(sides).every(([side, id]) => trial[side as 'teamId'] === id),
          );
          const periods = own.length === 0 ? [] : periodsOf(own, zone, bucket === 'MONTH' ? 1 : 3, asOf);
          const { chart } = await new AskMeasureSeries(new DatedSettings()).execute(
            reader,
            { measure, ...sides, to: asOf, bucket },
            asOf,
            identities,
          );
          expect(chart.points.map(({ successes: x, trials: n }) => ({ x, n }))).toEqual(periods);
          const expected = referenceChart(periods);
          expect([chart.state, chart.points.map(({ limits }) => limits !== null)]).toEqual([
            expected.state,
            expected.points.map(({ limits }) => limits !== null),
          ]);
        },
      ),
      { numRuns: runs(20, 2_000) },
    ));

  it('to what people said, by month: what is shown and what is withheld add up to it', () =>
    fc.assert(
      fc.asyncProperty(
        hospitalHistory,
        fc.constantFrom({}, { teamId: 'a' }, { departmentId: 'k' }, { teamId: 'a', departmentId: 'k' }),
        async ({ facts, asOfs }, sides: Partial<ReferenceTrial>) => {
          const asOf = asOfs.at(-1)!;
          const { reader, trials, identities, zone } = await both(givenEvents(...facts), asOf);
          const settings = await new DatedSettings().of(reader);
          const words = await shownWords(reader, sides, settings, identities, asOf);
          const own = of(trials, 'treatment').filter((trial) =>
            Object.entries(sides).every(([side, id]) => trial[side as 'teamId'] === id),
          );
          const counted = (months: readonly number[]) => months.toSorted((a, b) => a - b);
          const shown = words.tallies.map(({ d }) => bucketOf(d, 'MONTH'));
          const withheld = [...words.withheld].flatMap(([month, count]) => Array.from({ length: count }, () => month));
          expect(counted([...shown, ...withheld])).toEqual(counted(own.map(({ moment }) => monthNumber(zone, moment))));
          const good = own.filter(({ success }) => success).length;
          if (withheld.length === 0) expect(words.tallies.reduce((sum, { s }) => sum + s, 0)).toBe(good);
        },
      ),
      { numRuns: runs(20, 2_000) },
    ));

  it('to what people said of departments in a quarter of the organisation’s zone', () => {
    let compared = 0;
    const rating = fc.record({
      ...{ teamId: fc.constantFrom('a', 'b'), departmentId: fc.constantFrom(...DEPARTMENTS) },
      respondentRef: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'),
      treatment: fc.integer({ min: 1, max: 5 }),
      hours: fc.integer({ min: -60, max: 40 }),
    });
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata');
    const END = Date.parse('2026-03-31T23:00:00.000Z');
    return fc
      .assert(
        fc.asyncProperty(fc.array(rating, { minLength: 30, maxLength: 60 }), zones, async (ratings, zone) => {
          const rated = ratings.toSorted((one, other) => one.hours - other.hours);
          // A millisecond apart: nothing says which of two answers of one moment is the last.
          // Answers of ten days later prove that those of the quarter are all there.
          const told = [...rated, ...[1, 2].map((days) => ({ ...rated[0]!, hours: 240 * days }))];
          const events = givenEvents(
            adopted({ zone, effectiveAt: '2019-01-01T00:00:00.000Z' }),
            ...DEPARTMENTS.map((id) => eventIn(`department-${id}`, '2019-01-01T00:00:00.000Z', registered(id))),
            ...told.map(({ hours, ...words }, place) =>
              eventIn(
                `interaction-I${place}`,
                new Date(END + hours * 3_600_000 + place).toISOString(),
                feedback(`I${place}`, words),
              ),
            ),
          );
          const asOf = new Date(END + 480 * 3_600_000).toISOString();
          const { reader, identitiesAt } = await both(events, asOf);
          const band = await new AskPeerBand(new DatedSettings()).execute(
            reader,
            'CLINICAL',
            'treatment',
            asOf,
            undefined,
            identitiesAt,
          );
          const inQuarter = (moment: string) => monthNumber(zone, moment) === 2026 * 12 + 2;
          const last = events.findLast((one) => inQuarter(one.metadata.occurredAt))?.metadata.occurredAt ?? asOf;
          const own = of(new ReferenceHospital(events, last).trials(), 'treatment').filter(({ moment }) => inQuarter(moment));
          const people = (id: string) =>
            new Set(
              events.flatMap((one) =>
                one.type === 'InteractionFeedbackGiven' && said(one)['departmentId'] === id && inQuarter(one.metadata.occurredAt)
                  ? [said(one)['respondentRef']]
                  : [],
              ),
            ).size;
          const expected = DEPARTMENTS.flatMap((id) => {
            const all = own.filter(({ departmentId }) => departmentId === id);
            const isShown = people(id) >= 5;
            if (isShown) compared += 1;
            return all.length === 0
              ? []
              : [`${id} ${isShown ? `${all.filter(({ success }) => success).length} of ${all.length}` : 'few'}`];
          });
          const found = band.departments.map(
            ({ departmentId, counts }) => `${departmentId} ${counts ? `${counts.successes} of ${counts.trials}` : 'few'}`,
          );
          expect(found).toEqual(expected);
        }),
        { numRuns: runs(20, 2_000) },
      )
      .then(() => expect(compared).toBeGreaterThan(0));
  });

  it('to what departments are compared by in a period', () =>
    fc.assert(
      fc.asyncProperty(
        hospitalHistory,
        fc.constantFrom('responsiveness', 'durability', 'transparency', 'reliability', 'engagement'),
        async ({ facts, asOfs }, measure) => {
          const [from, to] = [asOfs[0]!, asOfs.at(-1)!];
          const { reader, trials, identitiesAt, zone } = await both(givenEvents(...facts), to);
          const day = (moment: string) => wallClock(zone, moment).date;
          // Whole days: from the first that begins at `from` or later to the last that is over at `to`.
          const own = of(trials, measure).filter(({ moment }) => day(moment) > day(from) && day(moment) < day(to));
          const band = new AskPeerBand(new DatedSettings());
          const { departments } = await band.execute(reader, 'CLINICAL', measure, to, { from, to }, identitiesAt);
          const expected = [...DEPARTMENTS].flatMap((id) => {
            const all = own.filter(({ departmentId }) => departmentId === id);
            return all.length === 0 ? [] : [[id, all.filter(({ success }) => success).length, all.length]];
          });
          expect(departments.map(({ departmentId, counts }) => [departmentId, counts?.successes, counts?.trials])).toEqual(
            expected,
          );
        },
      ),
      { numRuns: runs(20, 2_000) },
    ));
});

const registered = (departmentId: string) =>
  DepartmentRegistered({ departmentId, name: departmentId, kind: 'CLINICAL', externalIds: [] });
const feedback = (interactionId: string, words: Pick<FeedbackGiven, 'teamId' | 'departmentId' | 'respondentRef' | 'treatment'>) =>
  InteractionFeedbackGiven({ interactionId, factors: [], startedAt: '', earlierResponses: 0, ...words });
type FeedbackGiven = Parameters<typeof InteractionFeedbackGiven>[0];

function closeTo(name: string, found: number | null, expected: number | null): void {
  if (found === null || expected === null) expect([name, found]).toEqual([name, expected]);
  else expect([name, Math.abs(found - expected) < 1e-9]).toEqual([name, true]);
}
