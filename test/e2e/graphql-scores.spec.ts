import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayTrial } from '../../projections/trials/documents.js';
import { type Component, perComponent } from '../../src/domain/components.js';
import { appOver, type TestApp } from '../support/app.js';
import { MemoryViews } from '../support/memory-views.js';
import { departmentOf, establishedRelationship, trialViews } from '../support/view-documents.js';

const AS_OF = '2026-03-02T23:59:59.999Z';
const COUNTED: readonly Component[] = ['reliability', 'responsiveness', 'durability', 'treatment'];

/** So many trials of a day for each of four components, the successes last. */
const trialsOf = (departmentId: string, successes: number, trials: number): readonly DayTrial[] =>
  COUNTED.flatMap((counted) =>
    Array.from({ length: trials }, (_, n) => {
      const at = new Date(Date.UTC(2026, 2, 1, 0, 0, n)).toISOString();
      const subject = `${counted}-${departmentId}-${n}`;
      const success = n >= trials - successes;
      return {
        trialId: `${subject}#1`,
        teamId: 'desk',
        departmentId,
        counted,
        at,
        from: at,
        success,
        subject,
        eventIds: [`e-${subject}`],
      };
    }),
  );
// A few bad trials, many mediocre ones, good ones, and next to none.
const GIVEN = { few: [3, 10], many: [200, 400], good: [95, 100], none: [1, 1] } as const;
const DEPARTMENTS = Object.keys(GIVEN) as (keyof typeof GIVEN)[];
const settledOtherwise = { ...trialsOf('few', 0, 1).at(-1)!, success: true, until: '2026-03-02T08:00:00.000Z' };
const TRIALS = DEPARTMENTS.flatMap((department) => {
  const [successes, trials] = GIVEN[department];
  return trialsOf(department, successes, trials);
}).map((trial) => (trial.trialId === settledOtherwise.trialId ? { ...trial, from: settledOtherwise.until } : trial));
const counted = trialViews([settledOtherwise, ...TRIALS]);
/** Five people rated each of the three that have more than one rating. */
const withPeople = Object.fromEntries(
  Object.entries(counted).map(([key, document]) => [
    key,
    document.kind === 'PAIR' && document.departmentId !== 'none'
      ? { ...document, people: Array.from({ length: 5 }, (_, person) => ({ person, since: '2026-03-01T00:00:00.000Z' })) }
      : document,
  ]),
);

const views = new MemoryViews({
  department: Object.fromEntries(DEPARTMENTS.map((id) => [id, departmentOf(id)])),
  relationship: Object.fromEntries(
    DEPARTMENTS.map((departmentId) => [`desk.${departmentId}`, establishedRelationship('desk', departmentId)]),
  ),
  policies: {
    hospital: {
      organizationId: 'hospital',
      policies: [
        {
          name: 'kindness',
          version: '1',
          effectiveAt: '2026-06-01T00:00:00.000Z',
          adoptedAt: '2026-05-01T00:00:00.000Z',
          weights: { reliability: 0, responsiveness: 0, durability: 0, treatment: 1000, transparency: 0, engagement: 0 },
          halfLifeDays: perComponent(() => 30),
          priorStrength: perComponent(() => 0),
          leastInformation: 1_000,
          leastCoverage: 500,
        },
      ],
      rebasings: [],
    },
  },
  trials: withPeople,
});

describe('scores', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await appOver({ readers: views });
  });
  afterAll(() => app.close());
  const scoreOf = async (departmentId: string, given: string, selection: string) => {
    const { data, errors } = await app.ask(
      `{ relationship(teamId: "desk", departmentId: "${departmentId}", ${given}) { score { ${selection} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.relationship.score;
  };

  it('says what it rests on and adds up', async () => {
    const score = await scoreOf(
      'good',
      `asOf: "${AS_OF}"`,
      `state value standardError low high observedScore coverage weakest equalWeightsValue formulaVersion asOf policy { name version weights { treatment } }
       components { component state successes trials information observed value low high weight contribution kept organisationRate }`,
    );
    expect(score).toMatchObject({
      state: 'SCORED',
      formulaVersion: 'sri-2',
      coverage: 0.75,
      asOf: AS_OF,
      // Promises fade more slowly: their share is drawn less to the organisation's.
      weakest: 'RESPONSIVENESS',
    });
    expect(score.policy).toEqual({ name: 'default', version: '2', weights: { treatment: 0.25 } });
    const sum = score.components.reduce((total: number, { contribution }: { contribution: number }) => total + contribution, 0);
    expect(sum).toBe(score.value);
    expect(score.low).toBeCloseTo(score.value - 1.96 * score.standardError, 3);
    expect(score.observedScore).toBeCloseTo(95, 9);
    // Beta(5, 5): nothing but the organisation's rate, of which nothing is known either.
    expect(score.components[5]).toEqual({
      component: 'ENGAGEMENT',
      state: 'SHOWN',
      successes: 0,
      trials: 0,
      information: 0,
      observed: null,
      value: 0.5,
      low: expect.closeTo(0.212009, 5),
      high: expect.closeTo(0.787991, 5),
      weight: 0.1,
      contribution: 0,
      kept: false,
      organisationRate: 0.5,
    });
  });

  it('gives no number where too little is known', async () => {
    const score = await scoreOf(
      'none',
      `asOf: "${AS_OF}"`,
      'state value low weakest components { state contribution trials observed }',
    );
    expect(score).toMatchObject({ state: 'INSUFFICIENT_DATA', value: null, low: null, weakest: null });
    expect(score.components[0]).toEqual({ state: 'SHOWN', contribution: null, trials: 1, observed: 1 });
    expect(score.components[3]).toEqual({ state: 'SUPPRESSED', contribution: null, trials: null, observed: null });
  });

  it('scores under the policy in force, a named one, or one given', async () => {
    const policyOf = async (given: string) =>
      (await scoreOf('good', given, 'policy { name version halfLifeDays { treatment } }')).policy;
    expect(await policyOf('asOf: "2026-06-01T00:00:00Z"')).toEqual({
      name: 'kindness',
      version: '1',
      halfLifeDays: { treatment: 30 },
    });
    expect(await policyOf(`asOf: "${AS_OF}", policy: { name: "kindness@1" }`)).toMatchObject({ name: 'kindness' });
    expect(await policyOf(`asOf: "${AS_OF}", policy: { halfLifeDays: { treatment: 7 } }`)).toEqual({
      name: 'inline',
      version: 'default@2',
      halfLifeDays: { treatment: 7 },
    });
    const { errors } = await app.ask('{ relationships(orderBy: ATTENTION, policy: { name: "nobodys" }) { totalCount } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'policy' });
  });

  it('orders by the upper end of the interval, the unknown last, and pages exactly', async () => {
    const page = async (given: string) => {
      const { data, errors } = await app.ask(
        `{ relationships(orderBy: ATTENTION, asOf: "${AS_OF}", ${given}) { totalCount pageInfo { hasNextPage endCursor }
          edges { node { departmentId score { high components { trials } } } } } }`,
      );
      expect(errors).toBeUndefined();
      return data.relationships;
    };
    const all = await page('first: 10');
    const order = all.edges.map(({ node }: { node: { departmentId: string } }) => node.departmentId);
    expect(order.slice(0, 2).sort()).toEqual(['few', 'many']);
    expect(order.slice(2)).toEqual(['good', 'none']);
    const highs = all.edges.slice(0, 3).map(({ node }: { node: { score: { high: number } } }) => node.score.high);
    expect(highs).toEqual([...highs].sort((a, b) => a - b));

    const seen: string[] = [];
    let next = await page('first: 1');
    for (;;) {
      expect(next.totalCount).toBe(4);
      seen.push(...next.edges.map(({ node }: { node: { departmentId: string } }) => node.departmentId));
      if (!next.pageInfo.hasNextPage) break;
      next = await page(`first: 1, after: "${next.pageInfo.endCursor}"`);
    }
    expect(seen).toEqual(order);
    const last = await page('last: 2');
    expect(last.edges.map(({ node }: { node: { departmentId: string } }) => node.departmentId)).toEqual(order.slice(2));
    expect((await page('filter: { departmentId: "good" }')).totalCount).toBe(1);
  });

  it('shows the trials behind a number, each by its verdict at the moment', async () => {
    const evidenceAt = async (asOf: string) =>
      (
        await scoreOf(
          'few',
          `asOf: "${asOf}"`,
          'components { trials successes evidence(first: 10) { totalCount edges { node { at success subject eventIds } } } }',
        )
      ).components[3];
    const { trials, successes, evidence } = await evidenceAt(AS_OF);
    expect([trials, successes, evidence.totalCount]).toEqual([10, 3, 10]);
    const subject = 'treatment-few-9';
    expect(evidence.edges[0].node).toEqual({
      at: '2026-03-01T00:00:09.000Z',
      success: true,
      subject,
      eventIds: [`e-${subject}`],
    });
    const verdicts = ({ edges }: typeof evidence) => edges.map(({ node }: { node: { success: boolean } }) => node.success);
    expect(verdicts(evidence)).toEqual([...Array(3).fill(true), ...Array(7).fill(false)]);

    const before = await evidenceAt('2026-03-02T07:59:59.999Z');
    expect([before.trials, before.successes, before.evidence.totalCount]).toEqual([10, 4, 10]);
    expect(verdicts(before.evidence).at(-1)).toBe(true);
  });
});
