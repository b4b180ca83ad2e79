import type { CommandOutcome, CommandRunner } from '../commands/command-runner.js';
import { streamOf, type Command, type CommandClass } from '../domain/kernel/command.js';

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
function streamsOf(batch: readonly Command[]): string[] {
  const streams = batch.flatMap((command) => {
    const { definition } = command.constructor as CommandClass;
    const values = command as unknown as Record<string, unknown>;
    const referred = Object.entries(definition.fields).flatMap(([field, { schema }]) =>
      schema['x-reference'] !== undefined && typeof values[field] === 'string'
        ? [`${schema['x-reference']}-${values[field]}`]
        : [],
    );
    return [streamOf(command, definition), ...referred];
  });
  return [...new Set(streams)];
}
