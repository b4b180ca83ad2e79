import type { Command } from '../domain/kernel/command.js';
import type { NewEvent } from '../event-log/event-log.js';
import type { LoadedStream } from './loaded-stream.js';

/** A stream's aggregate as the commands of one batch would leave it: what it has beyond its stream is not in the log yet. */
export class Draft {
  state: unknown;
  revision: number;
  private readonly taken = new Set<string>();

  constructor(readonly stream: LoadedStream) {
    this.state = stream.state;
    this.revision = stream.revision;
  }

  /** Whether the stream, or an earlier command of this batch, has this command id. */
  has(commandId: string): boolean {
    return this.taken.has(commandId) || this.stream.resultOf(commandId) !== undefined;
  }

  take(command: Command, events: readonly NewEvent[]): void {
    for (const event of events) this.state = this.stream.decider.evolve(this.state, event);
    this.revision += events.length;
    this.taken.add(command.commandId);
  }
}
