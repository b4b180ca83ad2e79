import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import { type Command, isHistory } from '../domain/kernel/command.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { EventLog } from '../event-log/event-log.js';
import type { CommandResult, StreamEvent } from './command-runner.js';
import type { Aggregate, AnyDecider, AggregateRequest } from './decide.js';

/** A command that a stream, or a batch for it, has accepted. Its id is its idempotency key. */
export interface PriorCommand extends Pick<Command, 'commandHash'> {
  /** The actor in whose name it was sent. */
  readonly actorRef: string;
}

interface RecordedCommand extends PriorCommand {
  readonly result: Pick<CommandResult, 'revision' | 'position' | 'events'>;
}

/**
 * An aggregate folded from its stream: the decider's state, the stream's revision and position, and the commands that it has
 * accepted.
 */
export class LoadedStream implements Aggregate {
  state: unknown;
  /** -1: the stream does not exist. */
  revision = -1;
  position: Position = START;
  /** When it was last compared with the log, in milliseconds of the process's clock; -Infinity until then. */
  checkedAt = -Infinity;
  private readonly commands = new Map<string, RecordedCommand>();

  constructor(
    readonly name: string,
    readonly decider: AnyDecider,
  ) {
    this.state = decider.initial();
  }

  /** Folds in the stream's next events; skips those already known. */
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

  /**
   * The command accepted under this id. Taken from the stream itself, so that repeats are recognised after a restart and
   * after a lost answer.
   */
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

/** For how long another process's change to a referenced aggregate (a team's end) may go unseen. */
const REFERENCE_AGE_MS = 1_000;
/**
 * The same for history: an import could have sent its commands that much earlier. With the shorter age, each record would
 * read its team and its ticket again, which is slow on a slow server.
 */
const HISTORY_REFERENCE_AGE_MS = 60_000;
/** Used as `maxSize`, because lru-cache allocates memory for all `max` entries at once. */
const CACHED_STREAMS = 20_000;
/** For streams that long work passes through once: it returns to them only while it handles the same record. */
const CACHED_REFERENCES = 1_000;

/**
 * Caches aggregates by stream, so that a command does not read its stream again. A cached state is only a guess: the
 * expected revision guards an append, and a refusal or "already so" counts only after `refresh`.
 */
export class StreamCache {
  private readonly streams = new LRUCache<string, LoadedStream>({ maxSize: CACHED_STREAMS, sizeCalculation: () => 1 });

  private readonly passing = new LRUCache<string, LoadedStream>({ maxSize: CACHED_REFERENCES, sizeCalculation: () => 1 });

  constructor(
    private readonly log: EventLog,
    private readonly deciders: ReadonlyMap<string, AnyDecider>,
    private readonly clock: Clock,
  ) {}

  /** The stream's aggregate, read from the log unless cached. */
  async load(name: string): Promise<LoadedStream> {
    const cached = this.streams.get(name) ?? this.passing.get(name);
    if (cached) return cached;
    const stream = new LoadedStream(name, this.deciderOf(name));
    await this.refresh(stream);
    this.streams.set(name, stream);
    return stream;
  }

  /** Like `load`, without reading: a stream that is not cached is assumed not to exist, until an append shows otherwise. */
  guess(name: string, use: 'AGAIN' | 'IN_PASSING' = 'AGAIN'): LoadedStream {
    const cached = this.streams.get(name) ?? this.passing.get(name);
    if (cached) return cached;
    const stream = new LoadedStream(name, this.deciderOf(name));
    (use === 'AGAIN' ? this.streams : this.passing).set(name, stream);
    return stream;
  }

  /**
   * Loads the aggregate that a command refers to: at most a second behind other processes' writes, a minute for history, and
   * up to date if `fresh`.
   */
  async loadReference({ stream: name, fresh }: AggregateRequest, command: Command): Promise<LoadedStream> {
    const stream = await this.load(name);
    const age = isHistory(command) ? HISTORY_REFERENCE_AGE_MS : REFERENCE_AGE_MS;
    if (fresh || this.clock.now() - stream.checkedAt > age) await this.refresh(stream);
    return stream;
  }

  /** Reads the events after the known revision; returns whether there were any. */
  async refresh(stream: LoadedStream): Promise<boolean> {
    const before = stream.revision;
    // The time of the question, not of the answer: the answer may miss events written in between, however long the process
    // was suspended.
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
