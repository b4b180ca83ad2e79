import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { KnownCommand, KnownStream } from './known-record.js';

/** What a command is where it stands in the record's history. */
export type Told = 'ACTS' | 'CHANGES_NOTHING' | KnownCommand | RapportError;

/**
 * One stream of a record, told again in the order of the source: what the log has of it and what the file adds. A command is judged by the
 * state in which it stands there, which later rows may have left long ago. What changes nothing there, or is refused, must not be sent: no
 * event would remember it, and at the next import it might then change something.
 */
export class Replay {
  state: unknown;
  private readonly decider;
  private readonly folded: Set<string>;
  /** Told by others than the file's rows, in the order of their time; the first command, which made the stream, comes first whenever it was. */
  private readonly others: KnownCommand[];
  private next = 0;

  constructor(
    aggregate: 'ticket' | 'interaction',
    private readonly known: KnownStream,
    isOwn: (command: KnownCommand) => boolean,
  ) {
    this.decider = AGGREGATES[aggregate].decider;
    this.state = this.decider.initial();
    this.folded = new Set();
    const [first, ...later] = known.commands;
    if (first !== undefined) this.fold(first);
    this.others = later
      .filter((command) => !isOwn(command))
      .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
  }

  /** Takes in what others told of the time up to a moment; of all time without one. */
  advance(until?: string): void {
    for (; this.next < this.others.length; this.next++) {
      const other = this.others[this.next] as KnownCommand;
      if (until !== undefined && other.occurredAt > until) return;
      this.fold(other);
    }
  }

  /** What made the stream, if it was there before. */
  get first(): KnownCommand | undefined {
    return this.known.commands[0];
  }

  knows(commandId: string): KnownCommand | undefined {
    return this.known.get(commandId);
  }

  tell(command: Command): Told {
    const known = this.known.get(command.commandId);
    if (known !== undefined) {
      this.fold(known);
      return known;
    }
    try {
      const events = this.decider.decide(command, this.state, this.referencesOf(command));
      for (const event of events) this.state = this.decider.evolve(this.state, { ...event, metadata: command });
      return events.length > 0 ? 'ACTS' : 'CHANGES_NOTHING';
    } catch (error) {
      if (error instanceof RapportError) return error;
      throw error;
    }
  }

  /** Goes on from here if what is told next is taken back; gives the way back. */
  mark(): () => void {
    const { state } = this;
    const folded = this.folded.size;
    return () => {
      this.state = state;
      for (const id of [...this.folded].slice(folded)) this.folded.delete(id);
    };
  }

  private fold({ id, events }: KnownCommand): void {
    if (this.folded.has(id)) return;
    this.folded.add(id);
    for (const event of events) this.state = this.decider.evolve(this.state, event);
  }

  /** Teams and departments as if just registered: what they have agreed since then decides when something is due, not whether it happened. */
  private referencesOf(command: Command): Record<string, unknown> {
    const references: Record<string, unknown> = {};
    const { definition } = command.constructor as unknown as CommandClass;
    for (const [field, { schema }] of Object.entries(definition.fields)) {
      const category = schema['x-reference'];
      if (category !== undefined) references[field] = initialOf(category);
    }
    for (const [name, { aggregate }] of Object.entries(this.decider.consults?.(command, this.state) ?? {}))
      references[name] = initialOf(aggregate);
    return references;
  }
}

const initialOf = (category: string): unknown => AGGREGATES[category as keyof typeof AGGREGATES].decider.initial();
