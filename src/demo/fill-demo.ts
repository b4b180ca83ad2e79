import type { CommandOutcome, CommandRunner } from '../commands/command-runner.js';
import { referredStreams } from '../commands/decide.js';
import { RetryingRunner } from '../commands/retrying-runner.js';
import { type Command, streamOf } from '../domain/kernel/command.js';
import { RapportError } from '../domain/kernel/errors.js';
import { type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';

/** Batches under way at once: enough to share the disk's syncs. */
const UNDER_WAY = 64;

/**
 * Runs batches of commands, each for one stream, side by side as far as that changes nothing: one waits for those of its own stream and of
 * the streams that its commands refer to. Stops at the first failure, once what is under way has ended.
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

/** The stream that a batch writes to, then those that it refers to. */
const streamsOf = (batch: readonly Command[]): string[] => [
  ...new Set(batch.flatMap((command) => [streamOf(command), ...referredStreams(command)])),
];

export interface DemoRequest {
  /** Which hospital: the same for the same seed, years and end. */
  readonly seed: number;
  /** How much past. */
  readonly years: number;
  /** The day its past ends, at midnight, UTC; today when absent. */
  readonly end?: string | undefined;
}

/** Commands that run side by side: any of them may have been the first that was recorded. */
const FIRST_BATCHES = 200;
/** Days back that an unfinished demo without an end is looked for. */
const DAYS_BACK = 366;

/**
 * Fills an empty log with a synthetic hospital, labelled synthetic. One that was interrupted goes on, and what is recorded already is recognised.
 * @throws RapportError ILLEGAL_MOVE as `endOfDemo`, having recorded nothing; the signal's reason when it is aborted
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
 * The day at which a demo of this log is to end: that of an interrupted one, where the log begins with this very demo.
 * @throws RapportError ILLEGAL_MOVE for a log that holds anything else
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
  throw new RapportError('ILLEGAL_MOVE', 'The log is not empty: synthetic events would mix with what is there', {
    field: 'EVENT_LOG',
    reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
    remedy:
      'Give the demo a log of its own, for example EVENT_LOG=file:./demo/events.db VIEW_STORE=file:./demo/views.db. An interrupted demo goes on ' +
      'with the seed, years and end that it was begun with.',
  });
}

async function firstOf(log: LogReader): Promise<RecordedEvent | undefined> {
  for await (const [first] of log.read(START)) return first;
  return undefined;
}

/** Midnight, UTC, so many days ago. */
export const midnight = (daysAgo = 0) =>
  `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;

/** Counts what a demo's commands came to. */
export class DemoTally {
  events = 0;
  departments = 0;
  teams = 0;
  relationships = 0;
  from = '';
  to = '';
  position = START;

  /** @throws RapportError ILLEGAL_MOVE where a command is refused: the demo only tells what may happen, unless others change what it tells of. */
  add(outcomes: readonly CommandOutcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.status === 'REFUSED') {
        throw new RapportError('ILLEGAL_MOVE', `The demo cannot go on: ${outcome.error.message}`, {
          field: 'EVENT_LOG',
          remedy: 'Somebody else records in this log: give the demo one of its own.',
          reasons: [{ field: 'EVENT_LOG', code: 'NOT_EMPTY' }],
          cause: outcome.error,
        });
      }
      const { command, result } = outcome;
      this.events += result.events;
      if (result.revision + 1 === result.events) this.countNew(result.stream);
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
