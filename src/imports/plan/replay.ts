import type { AnyDecider } from '../../commands/decide.js';
import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { KnownCommand, KnownStream } from './known-record.js';

/** What a command is where it stands in the record's history. */
export type Effect = 'ACTS' | 'CHANGES_NOTHING' | KnownCommand | RapportError;

/** A record's stream as its rows are planned on it. */
export interface Story {
  readonly state: unknown;
  /** What made the stream, if it was there before. */
  readonly first: KnownCommand | undefined;
  /** Takes in what others told before a row of this moment; `next`: the next row of the file that is on record. */
  advance(at: string, next: string | undefined): void;
  /** Takes in all that others told. */
  advanceToPresent(): void;
  knows(commandId: string): KnownCommand | undefined;
  tell(command: Command): Effect;
  /** Goes on from here if what is told next is taken back; gives the way back. */
  mark(): () => void;
}

/**
 * One stream of a record, told again in the order of the source: what the log has of it and what the file adds. A command is judged by the
 * state in which it stands there, which later rows may have left long ago. What changes nothing there, or is refused, must not be sent: no
 * event would remember it, and at the next import it might then change something.
 */
export class Replay implements Story {
  state: unknown;
  private readonly decider: AnyDecider;
  private readonly folded: Set<string>;
  /** Told by others than the file's rows. The first command, which made the stream, comes before all, whenever it was. */
  private readonly others: KnownCommand[];
  private next = 0;

  constructor(
    aggregate: 'ticket' | 'interaction',
    private readonly known: KnownStream,
    isOwn: (command: KnownCommand) => boolean,
    private readonly order: 'OF_TIME' | 'OF_RECORDING',
  ) {
    this.decider = AGGREGATES[aggregate].decider;
    this.state = this.decider.initial();
    this.folded = new Set();
    const [first, ...later] = known.commands;
    if (first !== undefined) this.fold(first);
    const others = later.filter((command) => !isOwn(command));
    this.others = order === 'OF_RECORDING' ? others : others.sort(byTime);
  }

  /**
   * Takes in what others told before a row that comes next: of a history, until its moment. What snapshots told follows from the one
   * before, so it is taken in as it was recorded: until the row itself was, or the `next` one of the file that is on record.
   */
  advance(at: string, next: string | undefined): void {
    const limit = this.order === 'OF_RECORDING' && next !== undefined ? this.indexOf(next) : undefined;
    this.advanceWhile(({ index, occurredAt }) => (limit === undefined ? occurredAt <= at : index < limit));
  }

  advanceToPresent(): void {
    this.advanceWhile(() => true);
  }

  get first(): KnownCommand | undefined {
    return this.known.commands[0];
  }

  knows(commandId: string): KnownCommand | undefined {
    return this.known.get(commandId);
  }

  tell(command: Command): Effect {
    const known = this.known.get(command.commandId);
    if (known !== undefined) {
      this.fold(known);
      return known;
    }
    try {
      const events = this.decider.decide(command, this.state, initialReferences(this.decider, command, this.state));
      for (const event of events) this.state = this.decider.evolve(this.state, { ...event, metadata: command });
      return events.length > 0 ? 'ACTS' : 'CHANGES_NOTHING';
    } catch (error) {
      if (error instanceof RapportError) return error;
      throw error;
    }
  }

  mark(): () => void {
    const { state } = this;
    const folded = this.folded.size;
    return () => {
      this.state = state;
      for (const id of [...this.folded].slice(folded)) this.folded.delete(id);
    };
  }

  private advanceWhile(isBefore: (command: KnownCommand) => boolean): void {
    for (; this.next < this.others.length; this.next++) {
      const other = this.others[this.next] as KnownCommand;
      if (!isBefore(other)) return;
      this.fold(other);
    }
  }

  /** Where the commands of a row begin in the order of recording. */
  private indexOf(row: string): number | undefined {
    return this.known.commands.find(({ place, silentRows }) => place?.row === row || silentRows.some(({ id }) => id === row))
      ?.index;
  }

  private fold({ id, events }: KnownCommand): void {
    if (this.folded.has(id)) return;
    this.folded.add(id);
    for (const event of events) this.state = this.decider.evolve(this.state, event);
  }
}

/** Teams and departments as if just registered: what they have agreed since then decides when something is due, not whether it happened. */
export function initialReferences(decider: AnyDecider, command: Command, state: unknown): Record<string, unknown> {
  const references: Record<string, unknown> = {};
  const { definition } = command.constructor as unknown as CommandClass;
  for (const [field, { schema }] of Object.entries(definition.fields)) {
    const category = schema['x-reference'];
    if (category !== undefined) references[field] = initialOf(category);
  }
  for (const [name, { aggregate }] of Object.entries(decider.consults?.(command, state, references) ?? {}))
    references[name] = initialOf(aggregate);
  return references;
}

const initialOf = (category: string): unknown => AGGREGATES[category as keyof typeof AGGREGATES].decider.initial();
const byTime = ({ occurredAt: a }: KnownCommand, { occurredAt: b }: KnownCommand) => (a < b ? -1 : a > b ? 1 : 0);
