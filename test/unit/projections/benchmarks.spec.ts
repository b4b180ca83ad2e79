import { expect, it } from 'vitest';
import { benchmarksProjection } from '../../../projections/benchmarks/projection.js';
import { BenchmarkPublished } from '../../../src/domain/governance/events.js';
import { ListBenchmarks } from '../../../src/queries/surveys.js';
import { MemoryViews } from '../../support/memory-views.js';
import { documentsOf } from './documents-of.js';
import { eventIn } from './given-events.js';
import { march } from './stories.js';

const published = (day: number, source: string, item: string, period: string, value: number) =>
  eventIn('governance-org', march(day), BenchmarkPublished({ organizationId: 'org', source, item, period, value, n: 90 }));
const documents = documentsOf(
  benchmarksProjection,
  published(1, 'North', 'Trust', '2024', 5_000),
  published(2, 'North', 'Trust', '2025', 5_500),
  published(3, 'South', 'Trust', '2025', 7_000),
  published(4, 'South', 'Stress', '2025', 2_050),
  published(5, 'North', 'Trust', '2025', 5_675),
);
const reader = new MemoryViews({ benchmarks: Object.fromEntries(documents) }).reader();
const list = new ListBenchmarks();
const PAGE = { first: 10 };

it('keeps of each source, item and period what was published last', async () => {
  const { edges } = await list.execute(reader, { item: 'Trust', period: '2025' }, PAGE);
  expect(edges.map(({ node }) => node)).toEqual([
    { source: 'North', item: 'Trust', period: '2025', value: 56.75, n: 90, publishedAt: march(5) },
    { source: 'South', item: 'Trust', period: '2025', value: 70, n: 90, publishedAt: march(3) },
  ]);
  expect((await list.execute(reader, {}, PAGE)).edges).toHaveLength(4);
});

it('stands beside a composite by its name or its id, the latest first', async () => {
  const beside = async (name: string, compositeId: string) =>
    (await list.beside(reader, { name, compositeId }, PAGE)).edges.map(({ node }) => `${node.source} ${node.period}`);
  expect((await beside('Trust', 'c1')).map((one) => one.slice(-4))).toEqual(['2025', '2025', '2024']);
  expect(await beside('Pressure', 'Stress')).toEqual(['South 2025']);
  expect(await beside('Pressure', 'c1')).toEqual([]);
});
