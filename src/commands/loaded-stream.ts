import type { Command } from '../domain/kernel/command.js';
import { START, type DomainEvent, type EventMetadata, type Position } from '../domain/kernel/event.js';
import type { CommandResult } from './command-runner.js';
import type { Aggregate, AnyDecider } from './decide.js';

interface KnownEvent extends DomainEvent {
  readonly metadata: EventMetadata;
  readonly revision: number;
  readonly position: Position;
}

interface TakenCommand extends Pick<Command, 'commandHash'> {
  readonly result: Pick<CommandResult, 'revision' | 'position' | 'events'>;
}

/** An aggregate as its stream made it: the decider's state, where the stream stands and which commands it has taken. */
export class LoadedStream implements Aggregate {
  state: unknown;
  /** -1: the stream does not exist. */
  revision = -1;
  position: Position = START;
  /** When it was last compared with the log, in milliseconds of the process's clock; before all time until then. */
  checkedAt = -Infinity;
  private readonly taken = new Map<string, TakenCommand>();

  constructor(
    readonly name: string,
    readonly decider: AnyDecider,
  ) {
    this.state = decider.initial();
  }

  /** Takes in the stream's next events; those already known are passed over. */
  evolve(events: readonly KnownEvent[]): void {
    for (const event of events) {
      if (event.revision <= this.revision) continue;
      this.state = this.decider.evolve(this.state, event);
      this.revision = event.revision;
      this.position = event.position;
      const { commandId, commandHash } = event.metadata;
      const known = this.taken.get(commandId);
      this.taken.set(commandId, {
        commandHash,
        result: { revision: event.revision, position: event.position, events: (known?.result.events ?? 0) + 1 },
      });
    }
  }

  /** What came under this id, if the stream has taken it: kept in the stream itself, so it outlives a restart and a lost answer. */
  takenUnder(commandId: string): Pick<Command, 'commandHash'> | undefined {
    return this.taken.get(commandId);
  }

  /** The result of a command that the stream has taken. */
  resultOf(commandId: string): CommandResult {
    return { stream: this.name, ...this.taken.get(commandId)!.result, repeated: true };
  }

  /** The result of a command that had nothing to write. */
  nothingWritten(): CommandResult {
    return { stream: this.name, revision: this.revision, position: this.position, events: 0, repeated: false };
  }
}
