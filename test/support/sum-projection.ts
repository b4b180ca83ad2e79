import { defineProjection, type Projection } from '../../projections/kit/projection.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';

export interface Sum {
  readonly total: number;
  readonly events: number;
}
type Added = DomainEvent<'Added', { amount: number }>;

/**
 * Sums amounts by stream and over all streams: documents of one stream, and one document of many. To fold an amount of 13
 * fails.
 */
export const sumProjection = (name = 'sums', version = 1): Projection =>
  defineProjection<Sum, Added>({
    name,
    version,
    handles: ['Added'],
    keys: ({ stream }) => [stream, 'all'],
    evolve: (sum, { data }) => {
      if (data.amount === 13) throw new Error('thirteen cannot be added');
      return { total: (sum?.total ?? 0) + data.amount, events: (sum?.events ?? 0) + 1 };
    },
    indexes: { byTotal: ['total'] },
  }) as unknown as Projection;
