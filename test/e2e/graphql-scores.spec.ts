import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tallies } from '../../projections/kit/tallies.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import { dayOf } from '../../src/queries/days.js';
import { graphqlApp } from '../support/graphql-app.js';
import { MemoryViews } from '../support/memory-views.js';
import { relationshipOf } from '../support/view-documents.js';
import { byComponent } from '../../src/domain/governance/fields.js';

const DAY = dayOf('2026-03-01T00:00:00.000Z');
const AS_OF = '2026-03-02T23:59:59.999Z';
const tally = (successes: number, trials: number): Tallies => [
  { year: 2026, days: [DAY], successes: [successes], trials: [trials] },
];
const pair = (departmentId: string, successes: number, trials: number): RelationshipDocument => {
  const counted = tally(successes, trials);
  return relationshipOf('desk', departmentId, {
    state: 'ESTABLISHED',
    components: {
      reliability: counted,
      responsiveness: counted,
      durability: counted,
      treatment: counted,
      transparency: [],
      engagement: [],
    },
  });
};
const half = tally(290, 580);
// A few bad trials, many mediocre ones, good ones, and next to none.
const RELATIONSHIPS = [pair('few', 3, 10), pair('many', 200, 400), pair('good', 95, 100), pair('none', 1, 1)];

const views = new MemoryViews({
  relationship: Object.fromEntries(RELATIONSHIPS.map((document) => [document.relationshipId, document])),
  organisation: {
    '2026-03': {
      month: '2026-03',
      components: {
        reliability: half,
        responsiveness: half,
        durability: half,
        treatment: half,
        transparency: [],
        engagement: [],
      },
    },
  },
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
          halfLifeDays: byComponent(() => 30),
          priorStrength: byComponent(() => 0),
          leastInformation: 1_000,
          leastCoverage: 500,
        },
      ],
      rebasings: [],
    },
  },
  trials: Object.fromEntries(
    Array.from({ length: 3 }, (_, n) => [
      `T${n}`,
      {
        trialId: `T${n}`,
        relationshipId: 'desk.few',
        component: 'treatment',
        at: `2026-03-01T0${n}:00:00.000Z`,
        success: n > 0,
        counted: n < 2,
        times: n < 2 ? 1 : 0,
        subject: `C${n}`,
        eventIds: [`e${n}`],
      },
    ]),
  ),
});

describe('scores', () => {
  let app: Awaited<ReturnType<typeof graphqlApp>>;
  beforeAll(async () => {
    app = await graphqlApp(views);
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
      `state value standardError low high coverage weakest equalWeightsValue formulaVersion asOf policy { name version weights { treatment } }
       components { component successes trials effectiveN raw shrunken low high weight contribution kept organisationRate }`,
    );
    expect(score).toMatchObject({
      state: 'SCORED',
      formulaVersion: 'sri-1',
      coverage: 0.75,
      asOf: AS_OF,
      weakest: 'RELIABILITY',
    });
    expect(score.policy).toEqual({ name: 'default', version: '1', weights: { treatment: 0.25 } });
    const sum = score.components.reduce((total: number, { contribution }: { contribution: number }) => total + contribution, 0);
    expect(sum).toBe(score.value);
    expect(score.low).toBeCloseTo(score.value - 1.96 * score.standardError, 3);
    expect(score.components[5]).toEqual({
      component: 'ENGAGEMENT',
      successes: 0,
      trials: 0,
      effectiveN: 0,
      raw: null,
      shrunken: 0.5,
      low: null,
      high: null,
      weight: 0.1,
      contribution: 0,
      kept: false,
      organisationRate: 0.5,
    });
  });

  it('gives no number where too little is known', async () => {
    const score = await scoreOf('none', `asOf: "${AS_OF}"`, 'state value low weakest components { contribution trials }');
    expect(score).toMatchObject({ state: 'INSUFFICIENT_DATA', value: null, low: null, weakest: null });
    expect(score.components[0]).toEqual({ contribution: null, trials: 1 });
  });

  it('scores under the policy in force, a named one, or one given', async () => {
    const policyOf = async (given: string) => (await scoreOf('good', given, 'policy { name version halfLifeDays }')).policy;
    expect(await policyOf('asOf: "2026-06-01T00:00:00Z"')).toEqual({ name: 'kindness', version: '1', halfLifeDays: 30 });
    expect(await policyOf(`asOf: "${AS_OF}", policy: { name: "kindness@1" }`)).toMatchObject({ name: 'kindness' });
    expect(await policyOf(`asOf: "${AS_OF}", policy: { halfLifeDays: 7 }`)).toEqual({
      name: 'inline',
      version: 'default@1',
      halfLifeDays: 7,
    });
    const { errors } = await app.ask('{ relationships(orderBy: ATTENTION, policy: { name: "nobodys" }) { totalCount } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'policy' });
  });

  it('orders by the lower end of the interval, the unknown last, and pages exactly', async () => {
    const page = async (given: string) =>
      (
        await app.ask(`{ relationships(orderBy: ATTENTION, asOf: "${AS_OF}", ${given}) { totalCount pageInfo { hasNextPage endCursor }
          edges { node { departmentId score { low } components { trials } } } } }`)
      ).data.relationships;
    const all = await page('first: 10');
    const order = all.edges.map(({ node }: { node: { departmentId: string } }) => node.departmentId);
    expect(order.slice(0, 2).sort()).toEqual(['few', 'many']);
    expect(order.slice(2)).toEqual(['good', 'none']);
    const lows = all.edges.slice(0, 3).map(({ node }: { node: { score: { low: number } } }) => node.score.low);
    expect(lows).toEqual([...lows].sort((a, b) => a - b));

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

  it('shows the trials behind a number, without those that were taken out', async () => {
    const score = await scoreOf(
      'few',
      `asOf: "${AS_OF}"`,
      'components { component evidence(first: 5) { totalCount edges { node { at success subject eventIds } } } }',
    );
    expect(score.components[3].evidence).toEqual({
      totalCount: 2,
      edges: [
        { node: { at: '2026-03-01T01:00:00.000Z', success: true, subject: 'C1', eventIds: ['e1'] } },
        { node: { at: '2026-03-01T00:00:00.000Z', success: false, subject: 'C0', eventIds: ['e0'] } },
      ],
    });
  });
});
