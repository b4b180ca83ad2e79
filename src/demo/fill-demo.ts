import type { CommandOutcome, CommandRunner } from '../commands/command-runner.js';
import { referredStreams } from '../commands/decide.js';
import { RetryingRunner } from '../commands/retrying-runner.js';
import { MergeDepartment } from '../domain/department/commands.js';
import { type Command, streamOf } from '../domain/kernel/command.js';
import { RapportError } from '../domain/kernel/errors.js';
import { type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';

/** Batches that run concurrently: enough for group commit to share the disk's syncs. */
const UNDER_WAY = 64;

/**
 * Runs batches of commands, each for one stream, concurrently, with the same result as in sequence: a batch waits for the earlier
 * batches of its own stream and of the streams that its commands refer to. After the first failure it starts no more batches,
 * waits for the running ones, and throws.
 */
export async function runInOrder(
  runner: Pick<CommandRunner, 'executeAll'>,
  batches: Iterable<readonly Command[]>,
  signal: AbortSignal,
  onDone: (outcomes: readonly CommandOutcome[]) => void,
): Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const run = async (stream: string, batch: readonly Command[]) => {
    try {
      onDone(await runner.executeAll(batch));
    } catch (error) {
      failures.push(error);
    } finally {
      underWay.delete(stream);
    }
  };
  for (const batch of batches) {
    const [stream, ...others] = streamsOf(batch);
    for (const name of [stream!, ...others]) await underWay.get(name);
    while (underWay.size >= UNDER_WAY) await Promise.race(underWay.values());
    if (failures.length > 0 || signal.aborted) break;
    underWay.set(stream!, run(stream!, batch));
  }
  await Promise.all(underWay.values());
  for (const failure of failures) throw failure;
  signal.throwIfAborted();
}

/** The stream that a batch writes to, followed by those that it refers to. */
const streamsOf = (batch: readonly Command[]): string[] => [
  ...new Set(batch.flatMap((command) => [streamOf(command), ...referredStreams(command)])),
];

export interface DemoRequest {
  /** Selects the hospital: the same seed, years and end give the same one. */
  readonly seed: number;
  /** Length of its past. */
  readonly years: number;
  /** End of its past, a midnight in UTC; today's when absent. */
  readonly end?: string | undefined;
}

/** Batches that are searched for the log's first command: any of those that ran concurrently may have been appended first. */
const FIRST_BATCHES = 200;
/** How many days ago an unfinished demo without an explicit end may have been started. */
const DAYS_BACK = 366;

/**
 * Fills an empty log with a synthetic hospital, labelled synthetic. Resumes an interrupted demo: the commands that are already
 * recorded are recognised by their ids.
 * @throws RapportError ILLEGAL_MOVE as `endOfDemo`, before anything is recorded, and as `DemoTally.add`; the signal's reason
 * when it aborts
 */
export async function fillDemo(
  { log, runner }: { readonly log: LogReader; readonly runner: CommandRunner },
  request: DemoRequest,
  signal: AbortSignal,
  onProgress: (tally: DemoTally) => void,
): Promise<DemoTally> {
  const end = await endOfDemo(log, request);
  const { demoCommands } = await import('./demo-commands.js');
  const tally = new DemoTally();
  await runInOrder(new RetryingRunner(runner, { signal }), demoCommands({ ...request, end }), signal, (outcomes) => {
    tally.add(outcomes);
    onProgress(tally);
  });
  return tally;
}

/**
 * The end of the demo. If the log begins with this demo, an interrupted one, its end; otherwise the requested one, or today.
 * @throws RapportError ILLEGAL_MOVE when the log contains anything else
 */
export async function endOfDemo(log: LogReader, { seed, years, end }: DemoRequest): Promise<string> {
  const firstEvent = await firstOf(log);
  if (firstEvent === undefined) return end ?? midnight();
  const { commandId, occurredAt } = firstEvent.metadata;
  const { demoCommands } = await import('./demo-commands.js');
  const isTold = (candidate: string) => {
    let batches = 0;
    for (const batch of demoCommands({ seed, years, end: candidate })) {
      const found = batch.find((command) => command.commandId === commandId);
      if (found) return found.occurredAt === occurredAt;
      if ((batches += 1) === FIRST_BATCHES) return false;
    }
    return false;
  };
  const found = commandId.startsWith(`demo-${seed}.`)
    ? (end === undefined ? Array.from({ length: DAYS_BACK }, (_, days) => midnight(days)) : [end]).find(isTold)
    : undefined;
  if (found !== undefined) return found;
  throw new RapportError('ILLEGAL_MOVE', 'The log is not empty: synthetic events would mix with existing ones', {
    field: 'EVENT_LOG',
    reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
    remedy:
      'Give the demo its own log, for example EVENT_LOG=file:./demo/events.db VIEW_STORE=file:./demo/views.db. An interrupted demo can be ' +
      'continued with the same seed, years and end.',
  });
}

async function firstOf(log: LogReader): Promise<RecordedEvent | undefined> {
  for await (const [first] of log.read(START)) return first;
  return undefined;
}

/** The midnight (UTC) that began the day `daysAgo` days ago. */
export const midnight = (daysAgo = 0) =>
  `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;

/** Counts the results of a demo's commands. */
export class DemoTally {
  events = 0;
  departments = 0;
  teams = 0;
  relationships = 0;
  /** Departments that went on as part of another. Lists show the two as one, and the relationships of both as one. */
  mergers = 0;
  from = '';
  to = '';
  position = START;

  /**
   * @throws RapportError ILLEGAL_MOVE when a command is refused. The demo's commands are all valid, so another writer has
   * interfered.
   */
  add(outcomes: readonly CommandOutcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.status === 'REFUSED') {
        throw new RapportError('ILLEGAL_MOVE', `The demo cannot continue: ${outcome.error.message}`, {
          field: 'EVENT_LOG',
          remedy: 'Another program writes to this log: give the demo its own log.',
          reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
          cause: outcome.error,
        });
      }
      const { command, result } = outcome;
      this.events += result.events;
      if (result.revision + 1 === result.events) this.countNew(result.stream);
      if (command instanceof MergeDepartment && result.events > 0) this.mergers += 1;
      if (this.from === '' || command.occurredAt < this.from) this.from = command.occurredAt;
      if (command.occurredAt > this.to) this.to = command.occurredAt;
      if (result.position > this.position) this.position = result.position;
    }
  }

  private countNew(stream: string): void {
    if (stream.startsWith('department-')) this.departments += 1;
    if (stream.startsWith('team-')) this.teams += 1;
    if (stream.startsWith('relationship-')) this.relationships += 1;
  }
}
