import type { AnyDecider } from '../../commands/decide.js';
import { AGGREGATES } from '../../domain/aggregates.js';
import type { Command, CommandClass } from '../../domain/kernel/command.js';
import { toldBy } from '../../domain/kernel/decider.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { PriorCommand, PriorStream } from './prior-record.js';

/** The effect of a command at its position in the record's history. */
export type Effect = 'ACTS' | 'CHANGES_NOTHING' | PriorCommand | RapportError;

/** A record's stream while its rows are planned. */
export interface Story {
  readonly state: unknown;
  /** The command that created the stream, if it existed before. */
  readonly first: PriorCommand | undefined;
  /** Folds recorded commands from elsewhere that precede a row of this moment; `next`: the file's next row that is on record. */
  advance(at: string, next: string | undefined): void;
  /** Folds all recorded commands from elsewhere: those that the file's rows did not cause. */
  advanceToPresent(): void;
  knows(commandId: string): PriorCommand | undefined;
  tell(command: Command): Effect;
  /** Saves the current position. Returns a function that restores it. */
  mark(): () => void;
}

/**
 * Replays one stream of a record in source order: recorded commands merged with those of the file. A command is judged by the
 * state at its position, which later rows may have changed long ago. A command that changes nothing there, or is refused,
 * must not be sent: no event would record it, and at the next import it might change something.
 */
export class Replay implements Story {
  state: unknown;
  private readonly decider: AnyDecider;
  private readonly folded: Set<string>;
  /**
   * Recorded commands that did not come from the file's rows. Excludes the stream's first command, which is folded first
   * whatever its moment.
   */
  private readonly others: PriorCommand[];
  private next = 0;

  constructor(
    aggregate: 'ticket' | 'interaction' | 'commitment',
    private readonly known: PriorStream,
    isOwn: (command: PriorCommand) => boolean,
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
   * Folds other commands that precede the next row. For a history: those up to its moment. Each snapshot builds on the one
   * recorded before it, so snapshots are folded in order of recording, up to the row itself if it is on record, else up to
   * the file's `next` recorded row.
   */
  advance(at: string, next: string | undefined): void {
    const limit = this.order === 'OF_RECORDING' && next !== undefined ? this.indexOf(next) : undefined;
    this.advanceWhile(({ index, occurredAt }) => (limit === undefined ? occurredAt <= at : index < limit));
  }

  advanceToPresent(): void {
    this.advanceWhile(() => true);
  }

  get first(): PriorCommand | undefined {
    return this.known.commands[0];
  }

  knows(commandId: string): PriorCommand | undefined {
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
      for (const event of events) this.state = this.decider.evolve(this.state, { ...event, metadata: toldBy(command) });
      return events.length > 0 ? 'ACTS' : 'CHANGES_NOTHING';
    } catch (error) {
      if (error instanceof RapportError) return error;
      throw error;
    }
  }

  mark(): () => void {
    const { state, next } = this;
    const folded = this.folded.size;
    return () => {
      this.state = state;
      this.next = next;
      for (const id of [...this.folded].slice(folded)) this.folded.delete(id);
    };
  }

  private advanceWhile(isBefore: (command: PriorCommand) => boolean): void {
    for (; this.next < this.others.length; this.next++) {
      const other = this.others[this.next] as PriorCommand;
      if (!isBefore(other)) return;
      this.fold(other);
    }
  }

  /** Index of a row's first command, in order of recording. */
  private indexOf(row: string): number | undefined {
    return this.known.commands.find(({ place, silentRows }) => place?.row === row || silentRows.some(({ id }) => id === row))
      ?.index;
  }

  private fold({ id, events }: PriorCommand): void {
    if (this.folded.has(id)) return;
    this.folded.add(id);
    for (const event of events) this.state = this.decider.evolve(this.state, event);
  }
}

/**
 * Treats referenced teams and departments as just registered: their agreements decide when something is due, not whether it
 * happened.
 */
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
const byTime = ({ occurredAt: a }: PriorCommand, { occurredAt: b }: PriorCommand) => (a < b ? -1 : a > b ? 1 : 0);
