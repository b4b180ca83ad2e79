import type { BenchmarkPublished } from '../../src/domain/governance/events.js';
import type { EventOf } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

/**
 * An external benchmark figure as last published, from the governance stream. Contains no answers of our own people. Key:
 * source, item and period as a JSON list.
 */
export interface BenchmarkDocument {
  readonly source: string;
  readonly item: string;
  readonly period: string;
  /** In hundredths of the source's unit. */
  readonly value: number;
  /** The number of answers, people or cases that the figure is based on. */
  readonly n: number;
  readonly publishedAt: string;
}

/**
 * External figures for comparison with our own numbers. A later figure for the same source, item and period replaces the
 * earlier one.
 */
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
    // For the figures of a composite, the latest period first.
    byItemPeriod: ['item', 'period'],
  },
});
