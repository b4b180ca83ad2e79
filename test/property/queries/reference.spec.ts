import { describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { COMPONENTS } from '../../../src/domain/components.js';
import { fold } from '../../../projections/kit/fold.js';
import { commitmentsProjection } from '../../../projections/commitments/projection.js';
import { interactionProjection } from '../../../projections/interaction/projection.js';
import { mergersProjection } from '../../../projections/mergers/projection.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import { linksProjection } from '../../../projections/links/projection.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { Settings, type SettingsDocument } from '../../../projections/trials/settings.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { TicketReopened } from '../../../src/domain/ticket/events.js';
import { commitmentAt } from '../../../src/queries/list-commitments.js';
import { AskFirstContactMatrix } from '../../../src/queries/first-contact-matrix.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { Days } from '../../../src/queries/days.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';
import { DEFAULT_POLICY } from '../../../src/measures/policy.js';
import { listedMatrix } from '../../../src/queries/relationship/find-relationships.js';
import { pairsTallies } from '../../../src/queries/relationship/pairs-tallies.js';
import { Scores } from '../../../src/queries/score/scores.js';
import { countsAt } from '../../../src/queries/score/day-verdicts.js';
import { silencesOf } from '../../../src/queries/silence.js';
import { firstContacts } from '../../reference/first-contacts.js';
import { ReferenceHospital } from '../../reference/trials.js';
import { MemoryViews } from '../../support/memory-views.js';
import { runs } from '../../support/runs.js';
import { eventIn, givenEvents, type GivenEvent } from '../../unit/projections/given-events.js';
import { DEPARTMENTS, TEAMS } from './hospital-commands.js';
import { hospitalHistory } from './hospital-histories.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

// Long runs fold thousands of histories.
/** Known at the position, they hold from their own moment on. */
const SETTINGS: ReadonlySet<string> = new Set([
  'SettingsAdopted',
  'TargetsAdopted',
  'CalendarAdopted',
  'RelationshipCharterAgreed',
]);
const isComponent = (counted: string) => (COMPONENTS as readonly string[]).includes(counted);
const line = (...parts: readonly unknown[]) => parts.join(' ');

/** What the product says at a moment, from its views of the whole history. */
function productAt(events: readonly RecordedEvent[]) {
  const documents = [...fold(trialsProjection, events).values()];
  const settings = new Settings(documents.filter((one): one is SettingsDocument => one.kind === 'SETTINGS'));
  const commitments = [...fold(commitmentsProjection, events).values()];
  return {
    trials: (asOf: string) =>
      documents.flatMap((one) =>
        one.kind !== 'DAY'
          ? []
          : one.trials
              .filter((trial) => isComponent(trial.counted) && trial.at <= asOf && countsAt(trial, asOf))
              .map(({ counted, teamId, departmentId, at, success }) => line(counted, teamId, departmentId, at, success)),
      ),
    silences: (asOf: string) =>
      documents.flatMap((one) =>
        one.kind !== 'TICKET'
          ? []
          : silencesOf(one, settings, asOf).map(({ ticketId, kind, dueAt }) => line(ticketId, kind, dueAt)),
      ),
    bounces: () =>
      documents.flatMap((one) =>
        one.kind !== 'BOUNCES'
          ? []
          : one.bounces.map(({ at, fromTeamId, toTeamId }) => line(at, one.departmentId, fromTeamId, toTeamId)),
      ),
    ledger: (asOf: string) =>
      commitments.flatMap((one) => {
        const standing = commitmentAt(one, asOf);
        return standing ? [line(standing.commitmentId, standing.dueAt, standing.counts ?? 'NO_TRIAL')] : [];
      }),
  };
}
/** The first contacts of a pair's sides, or of all, in a period: by the views that the question reads. */
async function contactsOf(events: readonly RecordedEvent[], asked: Period, asOf: string) {
  const views = new MemoryViews(
    Object.fromEntries(
      [interactionProjection, linksProjection, trialsProjection].map((projection) => [
        projection.name,
        Object.fromEntries(fold(projection as unknown as typeof interactionProjection, events)),
      ]),
    ),
  );
  const { from, to, ...sides } = asked;
  return new AskFirstContactMatrix(new DatedSettings()).execute(views.reader(), sides, from, to, asOf, NO_MERGERS);
}
type Period = { readonly teamId?: string; readonly departmentId?: string; readonly from: string; readonly to: string };

function referenceAt(events: readonly RecordedEvent[], asOf: string) {
  const hospital = new ReferenceHospital(events, asOf);
  const VERDICTS = { KEPT: 'KEPT', MISSED: 'NOT_KEPT', NOT_DUE: 'PENDING', NO_TRIAL: 'NO_TRIAL' };
  return {
    trials: hospital
      .trials()
      .map(({ component, teamId, departmentId, moment, success }) => line(component, teamId, departmentId, moment, success)),
    silences: hospital.silences().map(({ ticketId, reason, since }) => line(ticketId, reason, since)),
    ledger: hospital.ledger().map(({ commitmentId, dueAt, verdict }) => line(commitmentId, dueAt, VERDICTS[verdict])),
  };
}

/** After all that is told: hand-overs are not asked about as of a moment. */
const LAST = '2030-01-01T00:00:00.000Z';

describe('the numbers', () => {
  it('are those that a second program reads from the raw events, at every moment', () => {
    fc.assert(
      fc.property(hospitalHistory, ({ facts, asOfs }) => {
        const events = givenEvents(...facts);
        const product = productAt(events);
        for (const asOf of asOfs) {
          const reference = referenceAt(events, asOf);
          expect([asOf, product.trials(asOf).sort()]).toEqual([asOf, reference.trials.sort()]);
          expect([asOf, product.silences(asOf).sort()]).toEqual([asOf, reference.silences.sort()]);
          expect([asOf, product.ledger(asOf).sort()]).toEqual([asOf, reference.ledger.sort()]);
        }
        const bounces = new ReferenceHospital(events, LAST).bounces();
        expect(product.bounces().sort()).toEqual(
          bounces.map(({ at, departmentId, fromTeamId, toTeamId }) => line(at, departmentId, fromTeamId, toTeamId)).sort(),
        );
      }),
      { numRuns: runs(12, 2_000) },
    );
  });
  it('as of a moment do not depend on what happens after it', () =>
    fc.assert(
      fc.property(hospitalHistory, ({ facts, asOfs }) => {
        const [asOf] = asOfs as [string];
        const by = facts.filter(({ at, fact }) => at <= asOf || SETTINGS.has(fact.type));
        const [all, before] = [facts, by].map((told) => productAt(givenEvents(...told)));
        for (const question of ['trials', 'silences', 'ledger'] as const) {
          expect([question, all![question](asOf).sort()]).toEqual([question, before![question](asOf).sort()]);
        }
      }),
      { numRuns: runs(30, 2_000) },
    ));
  it('of earlier cycles stay as they are, whatever is reopened later', () =>
    fc.assert(
      fc.property(hospitalHistory, ({ facts }) => {
        const again = (ticketId: string) =>
          eventIn(`ticket-${ticketId}`, LAST, TicketReopened({ ticketId, departmentId: 'k', from: 'RESOLVED', cycle: 9 }));
        const clocks = (told: readonly GivenEvent[]) =>
          productAt(givenEvents(...told))
            .trials(LAST)
            .filter((trial) => trial.startsWith('responsiveness') || trial.startsWith('transparency'));
        expect(clocks([...facts, again('T1'), again('T2')])).toEqual(clocks(facts));
      }),
      { numRuns: runs(20, 2_000) },
    ));
  it('of a score are the same whether a first contact solved the matter or not', () =>
    fc.assert(
      fc.property(hospitalHistory, fc.constantFrom(true, false, undefined), ({ facts, asOfs }, resolvedAtTime) => {
        const solved = facts.map((told) =>
          told.fact.type === 'InteractionFeedbackGiven'
            ? { ...told, fact: { ...told.fact, data: { ...told.fact.data, resolvedAtTime } } }
            : told,
        );
        const [said, otherwise] = [facts, solved].map((told) => productAt(givenEvents(...told)));
        for (const asOf of asOfs) expect(otherwise!.trials(asOf)).toEqual(said!.trials(asOf));
      }),
      { numRuns: runs(20, 2_000) },
    ));
  it('of teams and departments that became one are their successor’s, each trial once', () =>
    fc.assert(
      fc.asyncProperty(hospitalHistory, async ({ facts, asOfs }) => {
        const [events, asOf] = [givenEvents(...facts), asOfs.at(-1)!];
        const hospital = new ReferenceHospital(events, asOf);
        const days = new Days(hospital.settings.zone);
        const [expected, found] = [new Map<string, number[]>(), new Map<string, number[]>()];
        const add = (sums: typeof expected, name: string, s: number, n: number) => {
          const [successes, trials] = sums.get(name) ?? [0, 0];
          sums.set(name, [successes! + s, trials! + n]);
        };
        for (const trial of hospital.trials()) {
          const { teamId, departmentId } = hospital.successor(trial);
          if (days.of(trial.moment) >= days.of(asOf)) continue;
          add(expected, line(trial.component, teamId, departmentId), trial.success ? 1 : 0, 1);
        }
        const views = { trials: trialsProjection, mergers: mergersProjection, relationship: relationshipProjection };
        const documents = Object.entries(views).map(([name, projection]) => [
          name,
          Object.fromEntries(fold(projection as unknown as typeof trialsProjection, events)),
        ]);
        const reader = new MemoryViews(Object.fromEntries(documents)).reader();
        const identities = await new IdentityRegister().at(reader, asOf);
        for (const component of COMPONENTS) {
          for (const pair of TEAMS.flatMap((teamId) => DEPARTMENTS.map((departmentId) => ({ teamId, departmentId })))) {
            const isHead = Object.entries(hospital.successor(pair)).every(([side, id]) => pair[side as 'teamId'] === id);
            if (!isHead) continue;
            for (const { d, s, n } of await pairsTallies(reader, pair, component, identities, asOf)) {
              if (d < days.of(asOf)) add(found, line(component, pair.teamId, pair.departmentId), s, n);
            }
          }
        }
        const counted = (sums: typeof expected) => Object.fromEntries([...sums].filter(([, [, n]]) => n !== 0));
        expect(counted(found)).toEqual(counted(expected));

        // Every score counts the same, and of the moment's own day what has come by then.
        const scores = new Scores(new DatedSettings());
        const [basis, matrix] = await Promise.all([scores.basis(reader, asOf), scores.matrix(reader)]);
        const scored = new Map<string, number[]>();
        for (const { row, evidence } of listedMatrix(matrix, identities, {}).evidence(basis, DEFAULT_POLICY, () => true)) {
          for (const component of COMPONENTS) {
            const { successes, trials } = evidence.sums[component];
            add(scored, line(component, row.teamId, row.departmentId), successes, trials);
          }
        }
        for (const { component, success, ...trial } of hospital.trials()) {
          const { teamId, departmentId } = hospital.successor(trial);
          if (days.of(trial.moment) >= days.of(asOf)) add(expected, line(component, teamId, departmentId), success ? 1 : 0, 1);
        }
        expect(counted(scored)).toEqual(counted(expected));
      }),
      { numRuns: runs(30, 2_000) },
    ));
  it('of first contacts are that program’s too', () =>
    fc.assert(
      fc.asyncProperty(hospitalHistory, fc.constantFrom({}, { teamId: 'a' }, { departmentId: 'k' }), async (history, sides) => {
        const events = givenEvents(...history.facts);
        const [from, to] = [...history.asOfs].sort() as [string, string];
        const asOf = history.asOfs.at(-1)!;
        const { settings } = new ReferenceHospital(events, asOf);
        const expected = firstContacts(events, { ...sides, from, to }, settings.smallestGroup(asOf));
        expect(await contactsOf(events, { ...sides, from, to }, asOf)).toEqual(expected);
      }),
      { numRuns: runs(12, 2_000) },
    ));
});
