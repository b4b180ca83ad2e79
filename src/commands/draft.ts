import type { Command } from '../domain/kernel/command.js';
import { commandIdReused } from '../domain/kernel/errors.js';
import type { NewEvent } from '../event-log/event-log.js';
import type { Aggregate } from './decide.js';
import type { LoadedStream } from './loaded-stream.js';

/** A stream's aggregate as the commands of one batch would leave it: what it has beyond its stream is not in the log yet. */
export class Draft implements Aggregate {
  state: unknown;
  revision: number;
  /** The revision of the stream on which all this rests. The stream itself may be refreshed meanwhile, by whoever refers to it. */
  readonly basis: number;
  private readonly taken = new Map<string, Command>();

  constructor(readonly stream: LoadedStream) {
    this.state = stream.state;
    this.revision = this.basis = stream.revision;
  }

  get decider() {
    return this.stream.decider;
  }

  /**
   * Whether the stream, or an earlier command of this batch, has taken this command. One that came without a hash is believed by its id.
   * @throws RapportError COMMAND_ID_REUSED when it has taken another under the same id.
   */
  has({ commandId, commandHash }: Command): boolean {
    const first = this.taken.get(commandId) ?? this.stream.takenUnder(commandId);
    if (first === undefined) return false;
    if (commandHash === undefined || first.commandHash === undefined || first.commandHash === commandHash) return true;
    throw commandIdReused(commandId, this.stream.name);
  }

  take(command: Command, events: readonly NewEvent[]): void {
    for (const event of events) this.state = this.decider.evolve(this.state, event);
    this.revision += events.length;
    this.taken.set(command.commandId, command);
  }
}
