import { refusalFor, requireFactsInReach, requireReach } from '../access/acting.js';
import { type Clock, systemClock } from '../clock.js';
import { type Command, definitionOf, isHistory, streamOf } from '../domain/kernel/command.js';
import { commandIdReused, isRapportError, RapportError } from '../domain/kernel/errors.js';
import { type Position, START } from '../domain/kernel/event.js';
import { type Appended, type EventLog, type NewEvent, wrongExpectedRevision } from '../event-log/event-log.js';
import type { CommandOutcome, CommandResult, CommandRunner, StreamEvent } from './command-runner.js';
import { type Aggregate, type AggregateRequest, type AnyDecider, appendChunks, decideLoading, newEvents } from './decide.js';
import { type PriorCommand, type LoadedStream, StreamCache } from './stream-cache.js';
import { type StreamLock, StreamLocks } from './stream-locks.js';

/** How many times other writers may win the race for a stream before we give up with CONFLICT. */
const MAX_CONFLICTS = 10;
/**
 * The longest wait after the first lost race, in milliseconds; doubled after each. Random, so that two processes that keep
 * colliding fall out of step.
 */
const CONFLICT_WAIT_MS = 2;
/** How many times an append whose answer was lost is retried, with the same ids, before LOG_UNAVAILABLE is thrown. */
const MAX_LOST_ANSWERS = 2;
/** Wait between the retries: a server that has just written the append does not answer the retry until its index contains it. */
const LOST_ANSWER_WAIT_MS = 100;
/**
 * A broken connection fails at once. After a longer time the server is silent: a retry would only double the wait of the
 * person at the other end.
 */
const SILENCE_MS = 2_000;

/** The outcome of one command of a batch, before anything is written. */
type Decision =
  | { readonly kind: 'WRITE'; readonly command: Command; readonly events: readonly NewEvent[] }
  | { readonly kind: 'KNOWN' | 'NOTHING'; readonly command: Command }
  | { readonly kind: 'REFUSE'; readonly command: Command; readonly error: RapportError };

/** The CommandRunner on top of an event log. */
export class LogCommandRunner implements CommandRunner {
  private readonly cache: StreamCache;
  /** Whether the log distinguishes a repeated append from a new one. Learned from its answers. */
  private tellsRepeats = false;
  private readonly locks: StreamLocks;
  /** The log's head before this process created anything. */
  private headBefore: Position | undefined;

  constructor(
    private readonly log: EventLog,
    /** By the streams' category. */
    deciders: ReadonlyMap<string, AnyDecider>,
    private readonly organizationId: string,
    private readonly clock: Clock = systemClock,
  ) {
    this.cache = new StreamCache(log, deciders, clock);
    this.locks = new StreamLocks(log);
  }

  async execute(command: Command): Promise<CommandResult> {
    const [outcome] = await this.executeAll([command]);
    if (outcome?.status !== 'DONE') throw outcome!.error;
    return outcome.result;
  }

  async executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    if (commands.length === 0) return [];
    return this.locks.withLock(streamOf(commands[0]!), async (lock) => {
      const { stream: name } = lock;
      for (let conflicts = 0; ; conflicts += 1) {
        try {
          return await this.attempt(lock, commands, conflicts === 0 && this.mayGuess(commands));
        } catch (error) {
          // Whatever failed, the cached state may be wrong: the next attempt reads the stream again.
          this.cache.forget(name);
          // It concerns this stream alone: an import goes on with the next one.
          if (isRapportError(error, 'STREAM_DELETED')) return commands.map((command) => ({ status: 'REFUSED', command, error }));
          if (!isRapportError(error, 'WRONG_EXPECTED_REVISION')) throw error;
          if (conflicts === MAX_CONFLICTS) {
            throw new RapportError('CONFLICT', `${name}: other writers kept writing to this stream`, {
              remedy: 'Send the command again with the same commandId.',
              cause: error,
            });
          }
          await this.clock.sleep(Math.random() * CONFLICT_WAIT_MS * 2 ** conflicts);
        }
      }
    });
  }

  async createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    if (commands.length === 0) return [];
    this.headBefore ??= await this.log.head();
    return this.locks.withLock(streamOf(commands[0]!), async (lock) => {
      const { stream: name } = lock;
      if (this.cache.guess(name, 'IN_PASSING').revision !== -1) return undefined;
      try {
        return await this.attempt(lock, commands, true);
      } catch (error) {
        this.cache.forget(name);
        if (!isRapportError(error, 'WRONG_EXPECTED_REVISION') && !isRapportError(error, 'STREAM_DELETED')) throw error;
        return undefined;
      }
    });
  }

  async history(stream: string): Promise<readonly StreamEvent[]> {
    const events: StreamEvent[] = [];
    for await (const page of this.log.readStream(stream)) events.push(...page);
    return events;
  }

  /**
   * A command that creates an aggregate under a generated key is new unless it is a repeat, so reading its stream first
   * would nearly always find nothing. Assume that the stream does not exist: the append, which expects this, fails if it
   * does.
   */
  private mayGuess([command, ...others]: readonly Command[]): boolean {
    return this.tellsRepeats && others.length === 0 && definitionOf(command!).generatedKey === true && !isHistory(command!);
  }

  private async attempt(lock: StreamLock, commands: readonly Command[], guess: boolean): Promise<readonly CommandOutcome[]> {
    const { stream: name } = lock;
    const startedAt = this.clock.now();
    const stream = guess ? this.cache.guess(name) : await this.cache.load(name);
    let draft = new UnitOfWork(stream);
    let decisions = await this.decideAll(draft, commands, lock);
    // The expected revision guards what is written. An outcome that writes nothing has no such guard: if its state may be
    // stale, decide again on the current one.
    if (decisions.some(({ kind }) => kind === 'REFUSE' || kind === 'NOTHING')) {
      if (stream.checkedAt < startedAt) await this.cache.refresh(stream);
      while (draft.basis !== stream.revision) {
        draft = new UnitOfWork(stream);
        decisions = await this.decideAll(draft, commands, lock);
      }
    }
    const writes = decisions.flatMap((decision) => (decision.kind === 'WRITE' ? [decision.events] : []));
    let expected = draft.basis;
    for (const chunk of appendChunks(writes)) {
      lock.requireLease();
      const { repeated, revision, position } = await this.append(stream, expected, chunk);
      // The stream already had these commands, and other events may have followed: read it after all.
      const wasThere = repeated ?? (guess && position <= (this.headBefore ?? START));
      if (wasThere) throw wrongExpectedRevision({ stream: name, expected: 'NO_STREAM', actual: revision });
      expected = revision;
    }
    return decisions.map((decision) => outcomeOf(decision, stream));
  }

  private async decideAll(draft: UnitOfWork, commands: readonly Command[], lock: StreamLock): Promise<readonly Decision[]> {
    const decisions: Decision[] = [];
    for (const command of commands) decisions.push(await this.decide(command, draft, lock));
    return decisions;
  }

  private async decide(command: Command, draft: UnitOfWork, lock: StreamLock): Promise<Decision> {
    const load = async (request: AggregateRequest) =>
      this.cache.loadReference({ ...request, fresh: request.fresh || lock.requireLeaseFor(request.stream) }, command);
    try {
      // An actor who repeats a command gets its result, even if the aggregate has left their scope since. For all others the
      // scope is checked first: it must not even show that the command id is known.
      const first = draft.priorCommand(command.commandId);
      if (first?.actorRef !== command.actor.ref) requireReach(command, draft);
      if (first && isRepeated(first, command, draft.stream.name)) return { kind: 'KNOWN', command };
      requireRevision(command, draft);
      const facts = await decideLoading(command, draft, load);
      requireFactsInReach(command, draft, facts);
      if (facts.length === 0) return { kind: 'NOTHING', command };
      const events = newEvents(draft.stream.name, command, facts, this.organizationId);
      draft.apply(command, events);
      return { kind: 'WRITE', command, events };
    } catch (error) {
      if (isRapportError(error) && !error.code.endsWith('_UNAVAILABLE'))
        return { kind: 'REFUSE', command, error: refusalFor(command, draft, error) };
      throw error;
    }
  }

  private async append(stream: LoadedStream, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const asked = this.clock.now();
    const appended = await this.appendWithRetry(stream.name, expected, events);
    const { revision, position, repeated } = appended;
    this.tellsRepeats = repeated !== undefined;
    // Counted back from the last event, not on from `expected`: a stream that an operator deleted reads as empty, but its
    // revisions continue.
    const first = revision + 1 - events.length;
    // The log returns the last event's position only. It serves for all events of the append, because they become visible
    // together.
    stream.evolve(events.map((event, index) => ({ ...event, revision: first + index, position })));
    stream.checkedAt = asked;
    return appended;
  }

  /** Retries an append whose answer was lost. The log recognises the same ids at the same place, so nothing is written twice. */
  private async appendWithRetry(stream: string, revision: number, events: readonly NewEvent[]): Promise<Appended> {
    for (let lost = 0; ; lost += 1) {
      const startedAt = this.clock.now();
      try {
        return await this.log.append(stream, revision === -1 ? 'NO_STREAM' : revision, events);
      } catch (error) {
        const isSilent = this.clock.now() - startedAt > SILENCE_MS;
        if (!isRapportError(error, 'LOG_UNAVAILABLE') || isSilent || lost === MAX_LOST_ANSWERS) throw error;
      }
      await this.clock.sleep(LOST_ANSWER_WAIT_MS);
    }
  }
}

function requireRevision({ expectedRevision }: Command, { revision, stream }: UnitOfWork): void {
  if (expectedRevision === undefined || expectedRevision === revision) return;
  throw new RapportError(
    'REVISION_MOVED_ON',
    `expectedRevision: ${stream.name} is at revision ${revision}, not ${expectedRevision}`,
    {
      field: 'expectedRevision',
      remedy: 'Read the object again and decide anew, or leave expectedRevision out.',
    },
  );
}

function outcomeOf(decision: Decision, stream: LoadedStream): CommandOutcome {
  const { command } = decision;
  switch (decision.kind) {
    case 'REFUSE':
      return { status: 'REFUSED', command, error: decision.error };
    case 'NOTHING':
      return { status: 'DONE', command, result: stream.nothingWritten(), types: [] };
    case 'KNOWN':
      return { status: 'DONE', command, result: stream.resultOf(command.commandId), types: [] };
    case 'WRITE':
      return {
        status: 'DONE',
        command,
        result: { ...stream.resultOf(command.commandId), repeated: false },
        types: decision.events.map(({ type }) => type),
      };
  }
}

/**
 * Whether a command is the one that was accepted under its id. Without a hash, the id decides.
 * @throws RapportError COMMAND_ID_REUSED when it is another command
 */
function isRepeated(first: PriorCommand, { commandId, commandHash }: Command, stream: string): boolean {
  if (commandHash === undefined || first.commandHash === undefined || first.commandHash === commandHash) return true;
  throw commandIdReused(commandId, stream);
}

/**
 * A stream's aggregate as the commands of one batch would leave it. Its state runs ahead of the stream: the new events are
 * not in the log yet.
 */
class UnitOfWork implements Aggregate {
  state: unknown;
  revision: number;
  /**
   * The stream's revision on which this unit of work is based. The stream may be refreshed meanwhile by commands that refer
   * to it.
   */
  readonly basis: number;
  private readonly commands = new Map<string, PriorCommand>();

  constructor(readonly stream: LoadedStream) {
    this.state = stream.state;
    this.revision = this.basis = stream.revision;
  }

  get decider() {
    return this.stream.decider;
  }

  /** The command that the stream, or an earlier command of this batch, accepted under an id. */
  priorCommand(commandId: string): PriorCommand | undefined {
    return this.commands.get(commandId) ?? this.stream.priorCommand(commandId);
  }

  apply(command: Command, events: readonly NewEvent[]): void {
    for (const event of events) this.state = this.decider.evolve(this.state, event);
    this.revision += events.length;
    this.commands.set(command.commandId, { commandHash: command.commandHash, actorRef: command.actor.ref });
  }
}
