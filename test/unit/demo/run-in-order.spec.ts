import { describe, expect, it } from 'vitest';
import { runInOrder } from '../../../src/demo/fill-demo.js';
import type { CommandOutcome, CommandRunner } from '../../../src/commands/command-runner.js';
import { command, streamOf, type Command } from '../../../src/domain/kernel/command.js';
import { id, reference } from '../../../src/domain/kernel/fields.js';

class Register extends command({ aggregate: 'team', key: ['teamId'], description: '', fields: { teamId: id('') } }) {}
class Log extends command({
  aggregate: 'ticket',
  key: ['ticketId'],
  description: '',
  fields: { ticketId: id(''), teamId: reference('team', '') },
}) {}
const envelope = { commandId: 'c', occurredAt: '2026-01-01T00:00:00.000Z', actor: { kind: 'SYSTEM', ref: 'test' } } as const;
const register = (teamId: string) => new Register({ ...envelope, teamId }) as Command;
const log = (ticketId: string, teamId: string) => new Log({ ...envelope, ticketId, teamId }) as Command;

/** Keeps every batch under way until the test lets all of them end. */
class SlowRunner implements Pick<CommandRunner, 'executeAll'> {
  readonly begun: string[] = [];
  private waiting: (() => void)[] = [];
  async executeAll([first]: readonly Command[]): Promise<readonly CommandOutcome[]> {
    this.begun.push(streamOf(first!));
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return [];
  }
  async letGo(): Promise<void> {
    for (const go of this.waiting.splice(0)) go();
    await new Promise(setImmediate);
  }
}
const start = (runner: Pick<CommandRunner, 'executeAll'>, batches: Command[][], signal = new AbortController().signal) =>
  runInOrder(runner, batches, signal, () => undefined);

describe('runInOrder', () => {
  it('runs side by side what has nothing to do with each other, and lets the rest wait', async () => {
    const runner = new SlowRunner();
    const done = start(runner, [
      [register('a')],
      [register('b')],
      [log('1', 'a'), log('1', 'b')],
      [log('1', 'a')],
      [log('2', 'a')],
    ]);
    await new Promise(setImmediate);
    expect(runner.begun).toEqual(['team-a', 'team-b']);
    await runner.letGo();
    expect(runner.begun).toEqual(['team-a', 'team-b', 'ticket-1']);
    await runner.letGo();
    expect(runner.begun).toEqual(['team-a', 'team-b', 'ticket-1', 'ticket-1', 'ticket-2']);
    await runner.letGo();
    await done;
  });

  it('stops at a failure and throws it', async () => {
    const begun: string[] = [];
    const runner = {
      executeAll: async ([first]: readonly Command[]) => {
        begun.push((first as unknown as { teamId: string }).teamId);
        throw new Error('the log is gone');
      },
    };
    await expect(start(runner, [[register('a')], [register('a')], [register('b')]])).rejects.toThrow('the log is gone');
    expect(begun).toEqual(['a']);
  });

  it('begins nothing more once it is told to stop', async () => {
    const stopping = new AbortController();
    const runner = new SlowRunner();
    const done = start(runner, [[register('a')], [log('1', 'a')]], stopping.signal);
    await new Promise(setImmediate);
    stopping.abort(new Error('stop'));
    const refused = expect(done).rejects.toThrow('stop');
    await runner.letGo();
    await refused;
    expect(runner.begun).toEqual(['team-a']);
  });
});
