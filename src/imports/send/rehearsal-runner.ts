import type { BulkRunner, CommandOutcome, StreamEvent } from '../../commands/command-runner.js';
import { decide, metadataOf } from '../../commands/decide.js';
import { withKeys } from '../../commands/edge.js';
import { AGGREGATES, type AggregateDefinition } from '../../domain/aggregates.js';
import { type Command, streamOf } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';

interface RehearsedStream {
  readonly decider: AggregateDefinition['decider'];
  readonly taken: Map<string, number>;
  readonly events: StreamEvent[];
  state: unknown;
  revision: number;
}

/** Decides as on an empty log, and keeps the events in memory: for dry runs, which must append nothing. */
export class RehearsalRunner implements BulkRunner {
  private readonly streams = new Map<string, RehearsedStream>();

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    const [first] = commands;
    if (first === undefined) return [];
    return this.load(streamOf(first)).revision === -1 ? this.executeAll(commands) : undefined;
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

  private decide(given: Command): CommandOutcome {
    const command = withKeys(given, () => 'text');
    const name = streamOf(command);
    const stream = this.load(name);
    const eventCount = stream.taken.get(command.commandId);
    const place = { stream: name, position: '' };
    if (eventCount !== undefined) {
      return {
        status: 'DONE',
        command,
        result: { ...place, revision: stream.revision, events: eventCount, repeated: true },
        types: [],
      };
    }
    const { evolve } = stream.decider;
    const events = decide(command, (referred) => this.load(referred));
    const metadata = { ...metadataOf(command, ''), schemaVersion: '1' };
    for (const event of events) {
      stream.state = evolve(stream.state, { ...event, metadata });
      stream.revision += 1;
      stream.events.push({ ...event, metadata, revision: stream.revision, position: '' });
    }
    if (events.length > 0) stream.taken.set(command.commandId, events.length);
    const result = { ...place, revision: stream.revision, events: events.length, repeated: false };
    return { status: 'DONE', command, result, types: events.map(({ type }) => type) };
  }

  private load(name: string): RehearsedStream {
    const cached = this.streams.get(name);
    if (cached !== undefined) return cached;
    const category = name.slice(0, name.indexOf('-')) as keyof typeof AGGREGATES;
    const { decider } = AGGREGATES[category];
    const stream = { decider, taken: new Map<string, number>(), events: [], state: decider.initial(), revision: -1 };
    this.streams.set(name, stream);
    return stream;
  }
}
