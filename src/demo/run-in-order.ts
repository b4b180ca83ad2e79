import type { CommandOutcome, CommandRunner } from '../commands/command-runner.js';
import { referredStreams, streamOfCommand } from '../commands/decide.js';
import type { Command } from '../domain/kernel/command.js';

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
  ...new Set(batch.flatMap((command) => [streamOfCommand(command), ...referredStreams(command)])),
];
