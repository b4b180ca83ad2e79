import type { BenchmarkPublished } from '../../src/domain/governance/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/** A figure of others, as last published. Nothing of our own people's answers. Key: source, item and period as a JSON list. From the governance stream. */
export interface BenchmarkDocument {
  readonly source: string;
  readonly item: string;
  readonly period: string;
  /** In hundredths of the source's unit. */
  readonly value: number;
  /** Of how many answers, people or cases. */
  readonly n: number;
  readonly publishedAt: string;
}

/** What others reach, by which our own numbers can be read. A later figure of the same source, item and period corrects the earlier. */
export const benchmarksProjection = defineProjection<BenchmarkDocument, EventOf<typeof BenchmarkPublished>>({
  name: 'benchmarks',
  version: 1,
  handles: ['BenchmarkPublished'],
  keys: ({ data: { source, item, period } }) => [JSON.stringify([source, item, period])],
  evolve: (_, { data: { organizationId: _of, ...figure }, metadata }) => ({ ...figure, publishedAt: metadata.occurredAt }),
  indexes: {
    bySource: ['source'],
    byItemSource: ['item', 'source'],
    byPeriodSource: ['period', 'source'],
    byItemPeriodSource: ['item', 'period', 'source'],
    // Beside a composite, the newest first.
    byItemPeriod: ['item', 'period'],
  },
});
