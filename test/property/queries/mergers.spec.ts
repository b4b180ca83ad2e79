import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';
import { COMPONENTS } from '../../../src/domain/components.js';
import { DEFAULT_POLICY } from '../../../src/measures/policy.js';
import { FoldedViews } from '../../support/folded-views.js';
import { appOver, type TestApp } from '../../support/app.js';
import { type RawTrials, referenceParts, referenceScore } from '../../reference/score.js';
import { givenEvents } from '../../unit/projections/given-events.js';
import {
  countsAt,
  DEPARTMENTS,
  type History,
  history,
  HOURS,
  type Merger,
  moment,
  TEAMS,
  type Tried,
} from './merger-histories.js';

// Hundreds of histories, each folded whole, on a machine that may be busy.
const views = new FoldedViews();
let app: TestApp;
beforeAll(async () => {
  app = await appOver({ readers: views });
});
afterAll(() => app.close());

/** Of people whose ratings are shown, where the organisation adopted no other. */
const SMALLEST_GROUP = 5;
/** Scores of few trials are scores all the same: what is compared is numbers, not their absence. */
const POLICY = { leastInformation: 0.2, leastCoverage: 0.1 };
const ask = async (query: string, variables: object) => {
  const { data, errors } = await app.ask(query, { ...variables, ...(query.includes('$policy') && { policy: POLICY }) });
  expect(errors).toBeUndefined();
  return data;
};
const SCORE = 'score { value standardError coverage components { component trials successes evidence { totalCount } } }';
const Q = '$asOf: DateTime, $policy: ScoringPolicyChoice';

const rawOf = (trials: readonly Tried[]): RawTrials =>
  Object.fromEntries(
    COMPONENTS.map((c) => [
      c,
      trials
        .filter(({ component }) => component === c)
        .map((trial) => ({ at: new Date(countsAt(trial)), success: trial.success })),
    ]),
  );
/** The trials that a pair is answerable for at a moment, straight from the rule. */
function covered({ trials, mergers }: History, teamId: string, departmentId: string, asOf: string): readonly Tried[] {
  const parts = (side: Merger['side'], id: string) =>
    referenceParts(
      id,
      mergers.filter((merger) => merger.side === side),
      new Date(asOf),
    );
  const [teams, departments] = [parts('TEAM', teamId), parts('DEPARTMENT', departmentId)];
  return trials.filter((trial) => teams.has(trial.teamId) && departments.has(trial.departmentId));
}
const cases = fc.record({ given: history, hour: fc.integer({ min: 0, max: HOURS + 100 }) }).map(({ given, hour }) => ({
  given,
  asOf: moment(hour),
}));
const pairs = TEAMS.flatMap((teamId) => DEPARTMENTS.map((departmentId) => ({ teamId, departmentId })));

describe('with mergers', () => {
  it('the score of every pair at any moment is the reference’s, over the trials of all that had become one by then', () =>
    fc.assert(
      fc.asyncProperty(cases, fc.constantFrom(...pairs), async ({ given, asOf }, pair) => {
        views.show(givenEvents(...given.facts));
        const { relationship } = await ask(
          `query ($teamId: ID!, $departmentId: ID!, ${Q}) {
            relationship(teamId: $teamId, departmentId: $departmentId, asOf: $asOf, policy: $policy) { ${SCORE} }
          }`,
          { ...pair, asOf },
        );
        const own = covered(given, pair.teamId, pair.departmentId, asOf);
        if (!relationship) {
          expect(own).toEqual([]);
          return;
        }
        const expected = referenceScore(
          rawOf(own),
          rawOf(given.trials),
          new Date(asOf),
          { ...DEFAULT_POLICY, ...POLICY },
          {
            people: rawOf(own)['treatment']!.filter(({ at }) => at <= new Date(asOf)).length,
          },
        );
        if (expected.value === null) expect(relationship.score.value).toBeNull();
        else expect(Math.abs(relationship.score.value - expected.value)).toBeLessThan(1e-9);
        expect(relationship.score.coverage).toBeCloseTo(expected.coverage, 9);
        relationship.score.components.forEach(({ trials, evidence }: Counted, place: number) => {
          if (trials === null) return;
          const count = rawOf(own)[COMPONENTS[place]!]!.filter(({ at }) => at <= new Date(asOf)).length;
          expect([trials, evidence!.totalCount]).toEqual([count, count]);
        });
      }),
      { numRuns: runs(30, 1_000) },
    ));

  it('is the same through every field, lists every pair once and counts every trial once', () =>
    fc.assert(
      fc.asyncProperty(cases, async ({ given, asOf }) => {
        views.show(givenEvents(...given.facts));
        const list = (name: string, filter: string, orderBy: string) =>
          `${name}: relationships(filter: { ${filter} }, orderBy: ${orderBy}, asOf: $asOf, policy: $policy, first: 10) {
            totalCount edges { node { relationshipId teamId departmentId mergedFrom mergedInto { teamId } ${SCORE} } }
          }`;
        const data = await ask(
          `query (${Q}) {
            ${list('met', 'state: OBSERVED', 'ID')} ${list('metRanked', 'state: OBSERVED', 'ATTENTION')}
            ${list('agreed', '', 'ID')} ${list('agreedRanked', '', 'ATTENTION')}
          }`,
          { asOf },
        );
        const nodes = (connection: Listed) => connection.edges.map(({ node }) => node);
        const byId = (all: readonly Node[]) => [...all].sort((a, b) => (a.relationshipId < b.relationshipId ? -1 : 1));
        for (const kind of ['met', 'agreed']) {
          expect(byId(nodes(data[`${kind}Ranked`]))).toEqual(nodes(data[kind]));
          expect(data[kind].totalCount).toBe(nodes(data[kind]).length);
          expect(data[`${kind}Ranked`].totalCount).toBe(data[kind].totalCount);
        }
        const all = [...nodes(data.met), ...nodes(data.agreed)];
        const ids = all.flatMap(({ relationshipId, mergedFrom }) => [relationshipId, ...mergedFrom]);
        expect(new Set(ids).size).toBe(ids.length);
        expect(all.every(({ mergedInto }) => mergedInto === null)).toBe(true);
        const shown = all.flatMap(({ score }) => score.components).filter(({ component }) => component !== 'TREATMENT');
        const counted = shown.reduce((sum, { trials }) => sum + trials!, 0);
        const tried = given.trials.filter((trial) => trial.component !== 'treatment' && countsAt(trial) <= asOf);
        expect(counted).toBe(tried.length);

        for (const { teamId, departmentId, score } of all.slice(0, 3)) {
          const same = await ask(
            `query ($teamId: ID!, $departmentId: ID!, $from: DateTime!, $to: DateTime!, $policy: ScoringPolicyChoice) {
              relationship(teamId: $teamId, departmentId: $departmentId, asOf: $to, policy: $policy) { ${SCORE} }
              later: relationship(teamId: $teamId, departmentId: $departmentId, policy: $policy) {
                score(asOf: $to) { value standardError coverage components { component trials successes evidence { totalCount } } }
              }
              scoreChange(teamId: $teamId, departmentId: $departmentId, from: $from, to: $to, policy: $policy) {
                to { value standardError coverage components { component trials successes evidence { totalCount } } }
              }
            }`,
            { teamId, departmentId, from: moment(-1), to: asOf },
          );
          expect(same).toEqual({ relationship: { score }, later: { score }, scoreChange: { to: score } });
        }
      }),
      { numRuns: runs(15, 500) },
    ));

  it('reads under an id what all the ids read that have become one with it, each thing once', () =>
    fc.assert(
      fc.asyncProperty(history, fc.constantFrom(...pairs), async (given, { teamId, departmentId }) => {
        views.show(givenEvents(...given.facts));
        const whole = await ofDepartment(teamId, departmentId);
        const parts = (side: Merger['side'], id: string) => {
          const mergers = given.mergers.filter((merger) => merger.side === side);
          return referenceParts(id, mergers, new Date());
        };
        const [teams, departments] = [parts('TEAM', teamId), parts('DEPARTMENT', departmentId)];
        const here = (type: string): readonly OfPair[] =>
          given.facts
            .filter(({ fact }) => fact.type === type)
            .map(({ fact }) => fact.data as OfPair)
            .filter((fact) => departments.has(fact.departmentId));
        const logged = here('TicketLogged');
        expect(whole.tickets).toEqual(logged.map(({ ticketId }) => ticketId).sort());
        expect(whole.counted).toBe(logged.length);
        const answers = here('InteractionFeedbackGiven').length;
        // Each by somebody else: of too few people nothing is shown.
        expect(whole.answers).toBe(answers >= SMALLEST_GROUP ? answers : null);
        expect(whole.contacts).toBe(here('InteractionStarted').length);
        expect(whole.promises).toBe(here('CommitmentMade').length);
        expect(whole.bounces).toBe(here('TicketReassigned').length);

        const told = given.facts.flatMap(({ stream, fact: { type, data } }) => {
          const { departmentId: department, teamId: team, fromTeamId, toTeamId } = data as OfPair;
          const isTold = /^(ticket|interaction|commitment|relationship)-/.test(stream) && type !== 'TicketLogged';
          const among = [team, fromTeamId, toTeamId].some((one) => one !== undefined && teams.has(one));
          return isTold && among && departments.has(department) ? [type] : [];
        });
        expect(whole.timeline.map(({ type }) => type).sort()).toEqual(told.sort());
        expect(new Set(whole.timeline.map(({ eventId }) => eventId)).size).toBe(told.length);
        expect(whole.timelineCount).toBe(told.length);
      }),
      { numRuns: runs(15, 500) },
    ));

  it('changes nothing before the first one takes effect', () =>
    fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 0, max: HOURS }), async (given, hour) => {
        const first = given.mergers.reduce((least, { at }) => Math.min(least, at.getTime()), Infinity);
        const asOf = new Date(Math.min(first - 1, Date.parse(moment(hour)))).toISOString();
        const everything = async (facts: History['facts']) => {
          views.show(givenEvents(...facts));
          return ask(
            `query (${Q}) {
              relationships(orderBy: ATTENTION, asOf: $asOf, policy: $policy) { totalCount edges { node { relationshipId ${SCORE} } } }
              departments(asOf: $asOf) { totalCount edges { node { departmentId name tickets { new inProgress } } } }
              teams(asOf: $asOf) { totalCount edges { node { teamId name } } }
              departmentOverview(id: "m", asOf: $asOf) { openTickets relationships { relationshipId ${SCORE} } }
              silenceList(asOf: $asOf, departmentId: "m") { totalCount edges { node { ticketId } } }
            }`,
            { asOf },
          );
        };
        const unmerged = given.facts.filter(({ fact }) => !fact.type.endsWith('Merged'));
        expect(await everything(given.facts)).toEqual(await everything(unmerged));
      }),
      { numRuns: runs(12, 300) },
    ));
});

/** What is read of a department, and of it with a team. */
async function ofDepartment(teamId: string, departmentId: string) {
  const data = await ask(
    `query ($t: ID!, $d: ID!) {
      tickets(filter: { departmentId: $d }, first: 500) { totalCount edges { node { ticketId } } }
      departmentOverview(id: $d) { tickets { new inProgress onHold resolved closed } }
      firstContactMatrix(departmentId: $d) { contacts people unsolvedTreatedWell unsolvedTreatedBadly }
      commitmentLedger(departmentId: $d) { totalCount }
      bounceMatrix(departmentId: $d) { total }
      relationshipTimeline(teamId: $t, departmentId: $d, first: 500) { totalCount edges { node { type eventId } } }
    }`,
    { t: teamId, d: departmentId },
  );
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);
  const tickets = data.tickets.edges.map(({ node }: { node: { ticketId: string } }) => node.ticketId).sort();
  expect(data.tickets.totalCount).toBe(tickets.length);
  const matrix = data.firstContactMatrix;
  return {
    tickets,
    counted: sum(data.departmentOverview.tickets),
    contacts: matrix.contacts,
    answers: matrix.people === null ? null : matrix.unsolvedTreatedWell + matrix.unsolvedTreatedBadly,
    promises: data.commitmentLedger.totalCount,
    bounces: data.bounceMatrix.total,
    timeline: data.relationshipTimeline.edges.map(({ node }: { node: object }) => node) as { type: string; eventId: string }[],
    timelineCount: data.relationshipTimeline.totalCount,
  };
}

interface OfPair {
  readonly ticketId: string;
  readonly departmentId: string;
  readonly teamId?: string;
  readonly fromTeamId?: string;
  readonly toTeamId?: string;
}
interface Counted {
  readonly component: string;
  /** Null when suppressed. */
  readonly trials: number | null;
  readonly evidence: { readonly totalCount: number } | null;
}
interface Node {
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly mergedFrom: readonly string[];
  readonly mergedInto: object | null;
  readonly score: { readonly components: readonly Counted[] };
}
interface Listed {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Node }[];
}
