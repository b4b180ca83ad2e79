import type { BulkRunner, CommandOutcome, StreamEvent } from '../../commands/command-runner.js';
import { metadataOf } from '../../commands/new-events.js';
import { AGGREGATES, type AggregateDefinition } from '../../domain/aggregates.js';
import { streamOf, type Command, type CommandClass } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { notReferable } from '../../domain/kernel/refusals.js';

interface RehearsedStream {
  readonly aggregate: AggregateDefinition;
  readonly taken: Map<string, number>;
  readonly events: StreamEvent[];
  state: unknown;
  revision: number;
}

/** Decides as the real thing would on an empty log, and keeps what it decides in memory: for dry runs, which must append nothing. */
export class RehearsalRunner implements BulkRunner {
  private readonly streams = new Map<string, RehearsedStream>();

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    const [first] = commands;
    if (first === undefined) return [];
    const { definition } = first.constructor as unknown as CommandClass;
    return this.load(streamOf(first, definition)).revision === -1 ? this.executeAll(commands) : undefined;
  }

  async history(stream: string): Promise<readonly StreamEvent[]> {
    return this.eventsOf(stream);
  }

  get streamNames(): readonly string[] {
    return [...this.streams.keys()];
  }

  eventsOf(stream: string): readonly StreamEvent[] {
    return this.load(stream).events;
  }

  async executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    return commands.map((command) => {
      try {
        return this.decide(command);
      } catch (error) {
        if (error instanceof RapportError) return { status: 'REFUSED', command, error };
        throw error;
      }
    });
  }

  private decide(command: Command): CommandOutcome {
    const { definition } = command.constructor as unknown as CommandClass;
    const name = streamOf(command, definition);
    const stream = this.load(name);
    const known = stream.taken.get(command.commandId);
    const place = { stream: name, position: '' };
    if (known !== undefined) {
      return {
        status: 'DONE',
        command,
        result: { ...place, revision: stream.revision, events: known, repeated: true },
        types: [],
      };
    }
    const { decide, evolve } = stream.aggregate.decider;
    const events = decide(command, stream.state, this.referencesOf(command, stream));
    const metadata = { ...metadataOf(command, ''), schemaVersion: '1' };
    for (const event of events) {
      stream.state = evolve(stream.state, { ...event, metadata });
      stream.events.push({ ...event, metadata, position: '' });
    }
    stream.revision += events.length;
    if (events.length > 0) stream.taken.set(command.commandId, events.length);
    const result = { ...place, revision: stream.revision, events: events.length, repeated: false };
    return { status: 'DONE', command, result, types: events.map(({ type }) => type) };
  }

  private referencesOf(command: Command, { aggregate, state }: RehearsedStream): Record<string, unknown> {
    const { definition } = command.constructor as unknown as CommandClass;
    const references: Record<string, unknown> = {};
    for (const [field, { schema }] of Object.entries(definition.fields)) {
      const category = schema['x-reference'];
      const id = (command as unknown as Record<string, unknown>)[field];
      if (category === undefined || typeof id !== 'string') continue;
      const referred = this.load(`${category}-${id}`);
      const { isReferable, goesOnAs } = referred.aggregate.decider;
      if (!isReferable(referred.state, command.occurredAt)) {
        throw notReferable(field, category, id, goesOnAs?.(referred.state, command.occurredAt) ?? []);
      }
      references[field] = referred.state;
    }
    for (const [name, { aggregate: category, key }] of Object.entries(aggregate.decider.consults?.(command, state) ?? {})) {
      references[name] = this.load(`${category}-${key}`).state;
    }
    return references;
  }

  private load(name: string): RehearsedStream {
    const known = this.streams.get(name);
    if (known !== undefined) return known;
    const category = name.slice(0, name.indexOf('-')) as keyof typeof AGGREGATES;
    const aggregate = AGGREGATES[category];
    const stream = { aggregate, taken: new Map<string, number>(), events: [], state: aggregate.decider.initial(), revision: -1 };
    this.streams.set(name, stream);
    return stream;
  }
}
