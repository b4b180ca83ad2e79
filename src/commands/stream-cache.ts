import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import { type Command, isHistory } from '../domain/kernel/command.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import type { CommandResult, StreamEvent } from './command-runner.js';
import type { Aggregate, AnyDecider, AggregateRequest } from './decide.js';

/** A command that a stream, or a batch for it, has accepted. Its id is its idempotency key. */
export interface PriorCommand extends Pick<Command, 'commandHash'> {
  /** In whose name. */
  readonly actorRef: string;
}

interface RecordedCommand extends PriorCommand {
  readonly result: Pick<CommandResult, 'revision' | 'position' | 'events'>;
}

/** An aggregate as its stream made it: the decider's state, where the stream stands and which commands it has accepted. */
export class LoadedStream implements Aggregate {
  state: unknown;
  /** -1: the stream does not exist. */
  revision = -1;
  position: Position = START;
  /** When it was last compared with the log, in milliseconds of the process's clock; before all time until then. */
  checkedAt = -Infinity;
  private readonly commands = new Map<string, RecordedCommand>();

  constructor(
    readonly name: string,
    readonly decider: AnyDecider,
  ) {
    this.state = decider.initial();
  }

  /** Takes in the stream's next events; those already known are passed over. */
  evolve(events: readonly StreamEvent[]): void {
    for (const event of events) {
      if (event.revision <= this.revision) continue;
      this.state = this.decider.evolve(this.state, event);
      this.revision = event.revision;
      this.position = event.position;
      const { commandId, commandHash, actorRef } = event.metadata;
      const prior = this.commands.get(commandId);
      this.commands.set(commandId, {
        commandHash,
        actorRef,
        result: { revision: event.revision, position: event.position, events: (prior?.result.events ?? 0) + 1 },
      });
    }
  }

  /** The command accepted under this id. It is found in the stream itself, so that repeats are recognised after a restart and a lost answer. */
  priorCommand(commandId: string): PriorCommand | undefined {
    return this.commands.get(commandId);
  }

  /** The result of a command that the stream has accepted. */
  resultOf(commandId: string): CommandResult {
    return { stream: this.name, ...this.commands.get(commandId)!.result, repeated: true };
  }

  /** The result of a command that had nothing to write. */
  nothingWritten(): CommandResult {
    return { stream: this.name, revision: this.revision, position: this.position, events: 0, repeated: false };
  }
}

/** How long another process's change of a referred aggregate (a team's end) may stay unseen. */
const REFERENCE_AGE_MS = 1_000;
/** By what an import tells, which might have come so much earlier: on a slow server each record would read its team and its ticket anew. */
const HISTORY_REFERENCE_AGE_MS = 60_000;
/** As a sum of sizes: the cache sets room aside for a `max` at once. */
const CACHED_STREAMS = 20_000;
/** Of streams that long work passes through once: it comes back to them at most while the same record is under way. */
const CACHED_REFERENCES = 1_000;

/**
 * Aggregates by stream, so that a command does not read its stream again. A cached state is only ever a guess: an append is guarded by its
 * revision, and a refusal or "already so" is believed only after `refresh`.
 */
export class StreamCache {
  private readonly streams = new LRUCache<string, LoadedStream>({ maxSize: CACHED_STREAMS, sizeCalculation: () => 1 });

  private readonly passing = new LRUCache<string, LoadedStream>({ maxSize: CACHED_REFERENCES, sizeCalculation: () => 1 });

  constructor(
    private readonly log: EventLog,
    private readonly deciders: ReadonlyMap<string, AnyDecider>,
    private readonly clock: Clock,
  ) {}

  /** The stream's aggregate, read from the log unless known. */
  async load(name: string): Promise<LoadedStream> {
    const cached = this.streams.get(name) ?? this.passing.get(name);
    if (cached) return cached;
    const stream = new LoadedStream(name, this.deciderOf(name));
    await this.refresh(stream);
    this.streams.set(name, stream);
    return stream;
  }

  /** The same without reading it: one that is not known is taken for absent, until an append tells better. */
  guess(name: string, use: 'AGAIN' | 'IN_PASSING' = 'AGAIN'): LoadedStream {
    const cached = this.streams.get(name) ?? this.passing.get(name);
    if (cached) return cached;
    const stream = new LoadedStream(name, this.deciderOf(name));
    (use === 'AGAIN' ? this.streams : this.passing).set(name, stream);
    return stream;
  }

  /** For a reference of a command: at most a second behind what other processes wrote, a minute where it tells history, or not at all. */
  async loadReference({ stream: name, fresh }: AggregateRequest, command: Command): Promise<LoadedStream> {
    const stream = await this.load(name);
    const age = isHistory(command) ? HISTORY_REFERENCE_AGE_MS : REFERENCE_AGE_MS;
    if (fresh || this.clock.now() - stream.checkedAt > age) await this.refresh(stream);
    return stream;
  }

  /** Takes in what the log has beyond the known revision; tells whether there was anything. */
  async refresh(stream: LoadedStream): Promise<boolean> {
    const before = stream.revision;
    // When it was asked, not when the answer came: of what was written in between it may know nothing, however long a process stood still over it.
    const asked = this.clock.now();
    for await (const page of this.log.readStream(stream.name, { from: before + 1 })) stream.evolve(page);
    stream.checkedAt = asked;
    return stream.revision !== before;
  }

  forget(name: string): void {
    this.streams.delete(name);
    this.passing.delete(name);
  }

  private deciderOf(stream: string): AnyDecider {
    const decider = this.deciders.get(stream.slice(0, stream.indexOf('-')));
    if (!decider) throw new Error(`no decider for the stream ${stream}`);
    return decider;
  }
}
