import { perComponent } from '../../src/domain/components.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PoliciesDocument } from '../../projections/policies/projection.js';
import { appOver, type TestApp } from '../support/app.js';
import { MemoryViews } from '../support/memory-views.js';

const weights = { reliability: 200, responsiveness: 150, durability: 150, treatment: 250, transparency: 150, engagement: 100 };
const adopted = (version: string, effectiveAt: string, adoptedAt: string) => ({
  name: 'house',
  version,
  effectiveAt,
  adoptedAt,
  weights,
  halfLifeDays: perComponent((component) => (component === 'engagement' ? 180 : 90)),
  priorStrength: perComponent(() => 10),
  leastInformation: 3_500,
  leastCoverage: 600,
});
const document: PoliciesDocument = {
  organizationId: 'main',
  policies: [
    adopted('1', '2026-01-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z'),
    adopted('2', '2026-06-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'),
    // Corrected before it took effect.
    adopted('3', '2026-06-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'),
  ],
  rebasings: [],
};

describe('the scoring policies', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await appOver({ readers: new MemoryViews({ policies: { main: document } }) });
  });
  afterAll(() => app.close());

  it('are listed with every version, what it weighs, when it was adopted and while it is in force', async () => {
    const { data, errors } = await app.ask(`{ scoringPolicies { totalCount edges { node {
      policy { name version weights { treatment engagement } halfLifeDays { treatment engagement } leastCoverage } adoptedAt effectiveAt until } } } }`);
    expect(errors).toBeUndefined();
    expect(data.scoringPolicies.totalCount).toBe(3);
    const [first, corrected, last] = data.scoringPolicies.edges.map(({ node }: { node: object }) => node);
    expect(first).toEqual({
      policy: {
        name: 'house',
        version: '1',
        weights: { treatment: 0.25, engagement: 0.1 },
        halfLifeDays: { treatment: 90, engagement: 180 },
        leastCoverage: 0.6,
      },
      adoptedAt: '2025-12-01T00:00:00.000Z',
      effectiveAt: '2026-01-01T00:00:00.000Z',
      until: '2026-06-01T00:00:00.000Z',
    });
    expect(corrected).toMatchObject({ policy: { version: '2' }, until: '2026-06-01T00:00:00.000Z' });
    expect(last).toMatchObject({ policy: { version: '3' }, until: null });
  });

  it('come page by page, forwards and backwards', async () => {
    const versions = async (page: string) => {
      const { data } = await app.ask(
        `{ scoringPolicies(${page}) { pageInfo { hasNextPage endCursor startCursor } edges { node { policy { version } } } } }`,
      );
      const { edges, pageInfo } = data.scoringPolicies;
      return { pageInfo, found: edges.map(({ node }: { node: { policy: { version: string } } }) => node.policy.version) };
    };
    const first = await versions('first: 2');
    expect(first).toMatchObject({ found: ['1', '2'], pageInfo: { hasNextPage: true } });
    expect((await versions(`first: 2, after: "${first.pageInfo.endCursor}"`)).found).toEqual(['3']);
    expect((await versions('last: 2')).found).toEqual(['2', '3']);
  });

  it.each([
    'relationships(policy: { name: "nope" }) { totalCount }',
    'relationship(teamId: "desk", departmentId: "icu", policy: { name: "nope" }) { relationshipId }',
  ])('are refused by a name that nobody adopted, though no score is asked for: %s', async (asked) => {
    const { errors } = await app.ask(`{ ${asked} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', field: 'policy' } }]);
  });
});
