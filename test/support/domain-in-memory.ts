import { AGGREGATES } from '../../src/domain/aggregates.js';
import { streamOf, type Command, type CommandClass } from '../../src/domain/kernel/command.js';
import type { References } from '../../src/domain/kernel/decider.js';
import { RapportError } from '../../src/domain/kernel/errors.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';

const deciderOf = (stream: string) => AGGREGATES[stream.slice(0, stream.indexOf('-')) as keyof typeof AGGREGATES].decider;

/** The aggregates over streams in memory: what a command runner does, without log, cache and envelope. */
export class DomainInMemory {
  private readonly states = new Map<string, unknown>();

  /** Decides and takes in the events. Throws the decider's refusal, and NOT_REGISTERED for a reference to nothing. */
  handle(command: Command): readonly DomainEvent[] {
    const stream = this.streamOf(command);
    const events = deciderOf(stream).decide(command, this.state(stream), this.references(command, stream));
    const { evolve } = deciderOf(stream);
    const metadata = { occurredAt: command.occurredAt };
    this.states.set(
      stream,
      events.reduce((state, event) => evolve(state, { ...event, metadata }), this.state(stream)),
    );
    return events;
  }

  state(stream: string): unknown {
    return this.states.has(stream) ? this.states.get(stream) : deciderOf(stream).initial();
  }

  streamOf = (command: Command): string => streamOf(command, definitionOf(command));

  private references(command: Command, stream: string): References {
    const references: Record<string, unknown> = {};
    for (const [field, { schema }] of Object.entries(definitionOf(command).fields)) {
      const given = (command as unknown as Record<string, string | readonly string[] | undefined>)[field];
      const listed = schema.items?.['x-reference'];
      if (given === undefined) continue;
      if (schema['x-reference'] !== undefined)
        references[field] = this.named(field, `${schema['x-reference']}-${given as string}`, command.occurredAt);
      if (listed !== undefined)
        references[field] = (given as readonly string[]).map((id) => this.named(field, `${listed}-${id}`, command.occurredAt));
    }
    for (const [name, { aggregate, key }] of Object.entries(deciderOf(stream).consults?.(command, this.state(stream)) ?? {})) {
      references[name] = this.state(`${aggregate}-${key}`);
    }
    return references;
  }

  private named(field: string, stream: string, at: string): unknown {
    const state = this.state(stream);
    if (deciderOf(stream).isReferable(state, at)) return state;
    throw new RapportError('NOT_REGISTERED', `${stream} is not registered`, { field, remedy: 'Register it.' });
  }
}

const definitionOf = (command: Command) => (command.constructor as unknown as CommandClass).definition;
