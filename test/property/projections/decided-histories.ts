import fc from '../../support/properties.js';
import { AGGREGATES } from '../../../src/domain/aggregates.js';
import { type Command, streamOf } from '../../../src/domain/kernel/command.js';
import { isRapportError } from '../../../src/domain/kernel/errors.js';
import { anyCommand } from '../../support/arbitrary-commands.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { REGISTERED } from '../../support/registered.js';
import { eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

type Decided = keyof typeof AGGREGATES;

/** What the deciders make of any commands to these aggregates, history among them, after a few things are registered: as the log has it. */
export const decidedHistory = (...aggregates: readonly Decided[]): fc.Arbitrary<readonly GivenEvent[]> =>
  fc
    .array(anyCommand(aggregates.flatMap((name) => [...AGGREGATES[name].commands])), { minLength: 1, maxLength: 40, size: 'max' })
    .map((commands) => decided([...REGISTERED, ...commands]));

function decided(commands: readonly Command[]): readonly GivenEvent[] {
  const domain = new DomainInMemory();
  return commands.flatMap((command) => {
    // A log is one organisation's: what holds for all is in one stream.
    if ('organizationId' in command && command.organizationId !== 'a') return [];
    try {
      const stream = streamOf(command);
      return domain.handle(command).map((fact) => eventIn(stream, command.occurredAt, JSON.parse(JSON.stringify(fact))));
    } catch (error) {
      if (!isRapportError(error)) throw error;
      return [];
    }
  });
}

/** A history as its streams, each in its own order. */
export function streamsOf(history: readonly GivenEvent[]): readonly (readonly GivenEvent[])[] {
  const streams = new Map<string, GivenEvent[]>();
  for (const fact of history) streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact]);
  return [...streams.values()];
}
