import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { type EventLog, type NewEvent, streamDeleted } from '../../../src/event-log/event-log.js';
import { add, start } from '../../support/counter-domain.js';
import { eventsOf, runnerOn, temporaryLogs } from '../../support/counters.js';

const openLog = temporaryLogs();

describe('a command that creates', () => {
  /** A runner that has heard the log tell a repeat from a new append. */
  async function experienced(log: EventLog) {
    const runner = runnerOn(log);
    await runner.execute(add(randomUUID(), 1, 'c-0'));
    return runner;
  }

  it('reads no stream first, where the log tells what it had already', async () => {
    const log = await openLog();
    const runner = await experienced(log);
    const read = vi.spyOn(log, 'readStream');
    const result = await runner.execute(start('a', 3, 'c-1'));
    expect(result).toMatchObject({ revision: 0, events: 1, repeated: false });
    expect(await runner.execute(add('a', 4, 'c-2'))).toMatchObject({ revision: 1 });
    expect(read).not.toHaveBeenCalled();
  });

  it('reads it where the log does not tell', async () => {
    const log = await openLog();
    const silent = Object.assign(Object.create(log) as EventLog, {
      append: async (stream: string, expected: number, events: readonly NewEvent[]) => {
        const { revision, position } = await log.append(stream, expected, events);
        return { revision, position };
      },
    });
    const first = await (await experienced(log)).execute(start('a', 3, 'c-1'));
    expect(await (await experienced(silent)).execute(start('a', 3, 'c-1'))).toEqual({ ...first, repeated: true });
  });

  it('returns its first result when it is repeated by a process that has not seen it, whatever came after', async () => {
    const log = await openLog();
    const first = await runnerOn(log).execute(start('a', 3, 'c-1'));
    await runnerOn(log).execute(add('a', 4, 'c-2'));
    const runner = await experienced(log);
    expect(await runner.execute(start('a', 3, 'c-1'))).toEqual({ ...first, repeated: true });
    expect(await runner.execute(add('a', 5, 'c-3'))).toMatchObject({ revision: 2 });
    expect((await eventsOf(log, 'improvement-a')).map(({ data }) => data)).toEqual([{ amount: 3 }, { amount: 4 }, { amount: 5 }]);
  });

  it('is decided on what there is, and appends nothing else', async () => {
    const log = await openLog();
    await runnerOn(log).execute(add('a', 95, 'c-1', { commandHash: 'adds 95' }));
    const runner = await experienced(log);
    await expect(runner.execute(start('a', 10, 'c-2'))).rejects.toMatchObject({ message: 'a counter holds 100, not 105' });
    await expect(runner.execute(start('a', 0, 'c-3', { expectedRevision: -1 }))).rejects.toMatchObject({
      code: 'REVISION_MOVED_ON',
    });
    const reused = start('a', 1, 'c-1', { commandHash: 'starts at 1' });
    await expect((await experienced(log)).execute(reused)).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });

  it('writes once when its repeats race, in one process and across two', async () => {
    const log = await openLog();
    const [here, there] = [await experienced(log), await experienced(log)];
    const results = await Promise.all([here, there, here, there].map((runner) => runner.execute(start('a', 3, 'c-1'))));
    expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });

  it('is refused at once where the stream was deleted for good, and so is all that came with it', async () => {
    const log = await openLog();
    const append = vi.spyOn(log, 'append').mockRejectedValue(streamDeleted('improvement-a'));
    const batch = [start('a', 3, 'c-1'), add('a', 4, 'c-2')];
    const refused = { status: 'REFUSED', error: { code: 'STREAM_DELETED' } };
    expect(await runnerOn(log).executeAll(batch)).toMatchObject([refused, refused]);
    expect(append).toHaveBeenCalledTimes(1);
    expect(await runnerOn(log).createAll(batch)).toBeUndefined();
  });
});
