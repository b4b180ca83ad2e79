import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';

const { decider } = AGGREGATES.ticket;
export type Rehearsed = 'ACTS' | 'CHANGES_NOTHING' | RapportError;

/**
 * Decides a ticket's commands in order as if nothing but them had happened to it. What changes nothing there must not be sent: no event
 * would remember it, and at the next import it would be decided anew, on the state that later rows left, and might then change something.
 * The same holds for what is refused.
 */
export class Rehearsal {
  private state = decider.initial();

  next(command: Command): Rehearsed {
    try {
      const events = decider.decide(command, this.state, referencesOf(command, this.state));
      for (const event of events) this.state = decider.evolve(this.state, { ...event, metadata: command });
      return events.length > 0 ? 'ACTS' : 'CHANGES_NOTHING';
    } catch (error) {
      if (error instanceof RapportError) return error;
      throw error;
    }
  }
}

/** Teams and departments as if just registered: what they have agreed since then decides when something is due, not whether it happened. */
function referencesOf(command: Command, state: unknown): Record<string, unknown> {
  const references: Record<string, unknown> = {};
  const { definition } = command.constructor as unknown as CommandClass;
  for (const [field, { schema }] of Object.entries(definition.fields)) {
    const category = schema['x-reference'];
    if (category !== undefined) references[field] = initialOf(category);
  }
  for (const [name, { aggregate }] of Object.entries(decider.consults?.(command, state) ?? {}))
    references[name] = initialOf(aggregate);
  return references;
}

const initialOf = (category: string): unknown => AGGREGATES[category as keyof typeof AGGREGATES].decider.initial();
