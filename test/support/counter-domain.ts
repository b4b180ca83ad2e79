import { command, type Command, type CommandEnvelope } from '../../src/domain/kernel/command.js';
import type { Decider } from '../../src/domain/kernel/decider.js';
import { RapportError } from '../../src/domain/kernel/errors.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';
import { id, integer, optional, reference } from '../../src/domain/kernel/fields.js';

/** The smallest domain with every kind of decision: events, no events, a refusal and a reference. */
export class Add extends command({
  aggregate: 'improvement',
  key: ['counterId'],
  description: 'Adds to a counter',
  fields: {
    counterId: id('The counter'),
    amount: integer(0, 1_000, 'How much'),
    like: optional(reference('improvement', 'Another counter')),
  },
}) {}

/** Like `Add`, but creates the counter, with a generated key. */
export class Start extends command({
  aggregate: 'improvement',
  key: ['counterId'],
  generatedKey: true,
  description: 'Starts a counter',
  fields: { counterId: id('The counter'), amount: integer(0, 1_000, 'How much') },
}) {}

interface CounterState {
  readonly total: number;
}
type Added = DomainEvent<'Added', { amount: number; likeTotal?: number }>;

export const counter: Decider<(Add | Start) & Command, Added, CounterState> = {
  initial: () => ({ total: 0 }),
  decide: ({ amount }, { total }, { like }) => {
    if (amount === 0) return [];
    if (total + amount > 100) throw new RapportError('ILLEGAL_MOVE', `a counter holds 100, not ${total + amount}`);
    return [{ type: 'Added', data: { amount, ...(like !== undefined && { likeTotal: (like as CounterState).total }) } }];
  },
  evolve: ({ total }, { data }) => ({ total: total + data.amount }),
  isReferable: ({ total }) => total > 0,
};

export const envelope = (commandId: string, more: Partial<CommandEnvelope> = {}): CommandEnvelope => ({
  commandId,
  occurredAt: '2026-03-01T08:00:00.000Z',
  actor: { kind: 'IT_STAFF', ref: 'p-1' },
  ...more,
});
export const add = (
  counterId: string,
  amount: number,
  commandId: string,
  more: Partial<CommandEnvelope> & { like?: string } = {},
) => new Add({ counterId, amount, ...envelope(commandId), ...more });
export const start = (counterId: string, amount: number, commandId: string, more: Partial<CommandEnvelope> = {}) =>
  new Start({ counterId, amount, ...envelope(commandId), ...more });
