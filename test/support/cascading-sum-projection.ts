import { type Contribution, defineProjection, type Projection } from '../../projections/kit/projection.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';
import type { Sum } from './sum-projection.js';

type Added = DomainEvent<'Added', { amount: number }>;
interface Amount extends Contribution {
  readonly amount: number;
  readonly events: number;
}

/**
 * Sums amounts by stream and, derived from these sums, over all streams. To fold an amount of 13 fails. To derive from a sum of
 * 66 fails until `isRepaired` returns true.
 */
export const cascadingSumProjection = (isRepaired: () => boolean = () => false, name = 'cascade'): Projection =>
  defineProjection<Sum & { changedAt?: string; kind?: string }, Added>({
    name,
    version: 1,
    handles: ['Added'],
    keys: ({ stream }) => [stream],
    evolve: (sum, { data: { amount } }) => {
      if (amount === 13) throw new Error('thirteen cannot be added');
      return { total: (sum?.total ?? 0) + amount, events: (sum?.events ?? 0) + 1 };
    },
    indexes: { byChangedAt: ['changedAt'], byKind: ['kind'] },
    cascade: {
      levelOf: (key) => (key === 'all' ? 2 : 0),
      contributions: ({ total, events }): readonly Amount[] => {
        if (total === 66 && !isRepaired()) throw new Error('nothing can be worked out of sixty-six');
        return [{ to: ['all'], amount: total, events }];
      },
      combine: (all, _key, removed, added, position) => {
        const sum = (one: readonly Contribution[], field: 'amount' | 'events') =>
          (one as readonly Amount[]).reduce((total, contribution) => total + contribution[field], 0);
        return {
          total: (all?.total ?? 0) + sum(added, 'amount') - sum(removed, 'amount'),
          events: (all?.events ?? 0) + sum(added, 'events') - sum(removed, 'events'),
          changedAt: position,
        };
      },
      changedField: 'changedAt',
      settings: {
        types: [],
        where: { kind: 'SETTINGS' },
        at: () => ({}),
        reachOf: () => '',
        reachField: 'kind',
        concerns: () => false,
      },
    },
  }) as unknown as Projection;
