import { describe, expect, it, vi } from 'vitest';
import type { EventLog, NewEvent } from '../../../src/event-log/event-log.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { add } from '../../support/counter-domain.js';
import { eventsOf, runnerOn, temporaryLogs } from '../../support/counters.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const openLog = temporaryLogs();
// Behind the closing of the logs: hooks run in the order of their making.
const temporaryFolder = temporaryFolders();

describe('a command', () => {
  it('appends what its decider says, with who, when and why', async () => {
    const log = await openLog();
    const result = await runnerOn(log).execute(add('a', 3, 'c-1', { correlationId: 'case-9' }));
    const [event] = await eventsOf(log, 'improvement-a');
    expect(event).toMatchObject({
      type: 'Added',
      data: { amount: 3 },
      revision: 0,
      position: result.position,
      metadata: {
        commandId: 'c-1',
        occurredAt: '2026-03-01T08:00:00.000Z',
        actorRef: 'p-1',
        fidelity: 'NATIVE',
        $correlationId: 'case-9',
        $causationId: 'c-1',
      },
    });
    expect(result).toEqual({ stream: 'improvement-a', revision: 0, position: event!.position, events: 1, repeated: false });
  });

  it('returns its first result when it is repeated, also after later events and after a restart', async () => {
    const folder = temporaryFolder();
    const log = await openLog(folder);
    const runner = runnerOn(log);
    const first = await runner.execute(add('a', 3, 'c-1'));
    await runner.execute(add('a', 4, 'c-2'));
    expect(await runner.execute(add('a', 3, 'c-1'))).toEqual({ ...first, repeated: true });
    await log.close();
    const reopened = await openLog(folder);
    expect(await runnerOn(reopened).execute(add('a', 3, 'c-1'))).toEqual({ ...first, repeated: true });
    expect(await eventsOf(reopened, 'improvement-a')).toHaveLength(2);
  });

  it('writes once when two repeats race, in one process and across two', async () => {
    const log = await openLog();
    const [here, there] = [runnerOn(log), runnerOn(log)];
    const results = await Promise.all(
      [1, 2, 3, 4].flatMap(() => [here.execute(add('a', 3, 'c-1')), there.execute(add('a', 3, 'c-1'))]),
    );
    expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });

  it('is decided anew when another process was faster', async () => {
    const log = await openLog();
    const [here, there] = [runnerOn(log), runnerOn(log)];
    await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? here : there).execute(add('a', 2, `c-${index}`))));
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(40);
    await there.execute(add('a', 15, 'last'));
    // Here the counter is still thought to stand at 80 or less; the refusal must rest on 95.
    await expect(here.execute(add('a', 10, 'too much'))).rejects.toMatchObject({
      code: 'ILLEGAL_MOVE',
      message: 'a counter holds 100, not 105',
    });
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(41);
  });

  it('that is refused or has nothing to say appends nothing', async () => {
    const log = await openLog();
    const runner = runnerOn(log);
    await expect(runner.execute(add('a', 101, 'c-1'))).rejects.toMatchObject({ code: 'ILLEGAL_MOVE' });
    const { position } = await runner.execute(add('a', 1, 'c-2'));
    expect(await runner.execute(add('a', 0, 'c-3'))).toEqual({
      stream: 'improvement-a',
      revision: 0,
      position,
      events: 0,
      repeated: false,
    });
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });

  it('may insist on a revision', async () => {
    const log = await openLog();
    const runner = runnerOn(log);
    await runner.execute(add('a', 1, 'c-1', { expectedRevision: -1 }));
    await expect(runner.execute(add('a', 1, 'c-2', { expectedRevision: -1 }))).rejects.toMatchObject({
      code: 'REVISION_MOVED_ON',
      field: 'expectedRevision',
    });
    expect((await runner.execute(add('a', 1, 'c-3', { expectedRevision: 0 }))).revision).toBe(1);
    expect((await runner.execute(add('a', 1, 'c-1', { expectedRevision: -1 }))).repeated).toBe(true);
  });

  it('refers only to what is registered', async () => {
    const log = await openLog();
    const runner = runnerOn(log);
    await expect(runner.execute(add('a', 1, 'c-1', { like: 'b' }))).rejects.toMatchObject({
      code: 'NOT_REGISTERED',
      field: 'like',
    });
    await runnerOn(log).execute(add('b', 7, 'c-2'));
    await runner.execute(add('a', 1, 'c-1', { like: 'b' }));
    expect((await eventsOf(log, 'improvement-a'))[0]!.data).toEqual({ amount: 1, likeTotal: 7 });
  });
});

describe('a command decided on what another process has changed since', () => {
  /** Here the stream is known as it was before the other process wrote to it. */
  const behind = async () => {
    const log = await openLog();
    const [here, there] = [runnerOn(log), runnerOn(log)];
    await here.execute(add('a', 10, 'c-1'));
    return { log, here, there };
  };

  it('is not appended, though a reference to its own stream has told of the change meanwhile', async () => {
    const { log, here, there } = await behind();
    await there.execute(add('a', 20, 'c-2'));
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    expect(await here.execute(add('a', 20, 'c-2', { like: 'a' }))).toMatchObject({ revision: 1, repeated: true });
    await expect(here.execute(add('a', 71, 'c-3', { like: 'a' }))).rejects.toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(2);
  });

  it('is not refused on what it was before, though a reference to its own stream has told of the change meanwhile', async () => {
    const { here, there } = await behind();
    await there.execute(add('a', 20, 'c-2'));
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    await expect(here.execute(add('a', 95, 'c-3', { like: 'a' }))).rejects.toMatchObject({
      message: 'a counter holds 100, not 125',
    });
  });

  it('has nothing to say only on the present state, whose revision it tells', async () => {
    const { here, there } = await behind();
    const { revision, position } = await there.execute(add('a', 20, 'c-2'));
    expect(await here.execute(add('a', 0, 'c-3'))).toMatchObject({ revision, position, events: 0 });
  });
});

describe('a command id used again for another command', () => {
  const reused = { code: 'COMMAND_ID_REUSED', field: 'commandId' };
  const first = add('a', 3, 'c-1', { commandHash: 'adds 3' });
  const other = add('a', 4, 'c-1', { commandHash: 'adds 4' });

  it('is refused, also after a restart, and appends nothing', async () => {
    const folder = temporaryFolder();
    const log = await openLog(folder);
    const done = await runnerOn(log).execute(first);
    await expect(runnerOn(log).execute(other)).rejects.toMatchObject(reused);
    await log.close();
    const reopened = await openLog(folder);
    const runner = runnerOn(reopened);
    await expect(runner.execute(other)).rejects.toMatchObject(reused);
    expect(await runner.execute(first)).toEqual({ ...done, repeated: true });
    expect(await eventsOf(reopened, 'improvement-a')).toHaveLength(1);
  });

  it('is refused within a batch, which goes on', async () => {
    const log = await openLog();
    const outcomes = await runnerOn(log).executeAll([first, other, first, add('a', 5, 'c-2')]);
    expect(outcomes.map((outcome) => (outcome.status === 'DONE' ? outcome.result.repeated : outcome.error.code))).toEqual([
      false,
      'COMMAND_ID_REUSED',
      true,
      false,
    ]);
    expect((await eventsOf(log, 'improvement-a')).map(({ data }) => data)).toEqual([{ amount: 3 }, { amount: 5 }]);
  });

  it.each([
    ['in one process', 1],
    ['across two', 2],
  ])('is refused when the two race %s', async (_, processes) => {
    const log = await openLog();
    const runners = Array.from({ length: processes }, () => runnerOn(log));
    const outcomes = await Promise.allSettled([runners[0]!.execute(first), runners.at(-1)!.execute(other)]);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refusals).toEqual([expect.objectContaining(reused)]);
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });

  it('is not known where the first was recorded without a hash', async () => {
    const log = await openLog();
    await runnerOn(log).execute(add('a', 3, 'c-1'));
    expect(await runnerOn(log).execute(other)).toMatchObject({ events: 1, repeated: true });
  });

  it('does not matter where the first was refused, or on another stream', async () => {
    const log = await openLog();
    const runner = runnerOn(log);
    await expect(runner.execute(add('a', 101, 'c-1', { commandHash: 'adds 101' }))).rejects.toMatchObject({
      code: 'ILLEGAL_MOVE',
    });
    expect(await runner.execute(first)).toMatchObject({ revision: 0, repeated: false });
    expect(await runner.execute(add('b', 4, 'c-1', { commandHash: 'adds 4 to b' }))).toMatchObject({ repeated: false });
  });
});

describe('a lost answer', () => {
  const losing = (log: EventLog, answers: number): EventLog =>
    Object.assign(Object.create(log) as EventLog, {
      append: async (stream: string, expected: number, events: readonly NewEvent[]) => {
        const appended = await log.append(stream, expected, events);
        if (answers-- > 0) throw new RapportError('LOG_UNAVAILABLE', 'the answer was lost');
        return appended;
      },
    });

  it('is asked for again and doubles nothing', async () => {
    const log = await openLog();
    expect((await runnerOn(losing(log, 2)).execute(add('a', 1, 'c-1'))).revision).toBe(0);
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });

  it('that stays lost is LOG_UNAVAILABLE, and the repeat finds what was written', async () => {
    const log = await openLog();
    const runner = runnerOn(losing(log, 3));
    await expect(runner.execute(add('a', 1, 'c-1'))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    expect(await runner.execute(add('a', 1, 'c-1'))).toMatchObject({ revision: 0, repeated: true });
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(1);
  });
});

describe('a silent log', () => {
  it('is not asked again: a person waits', async () => {
    const log = await openLog();
    let now = 0;
    let asked = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const silent = Object.assign(Object.create(log) as EventLog, {
      append: async () => {
        asked += 1;
        now += 5_000;
        throw new RapportError('LOG_UNAVAILABLE', 'no answer in five seconds');
      },
    });
    await expect(runnerOn(silent).execute(add('a', 1, 'c-1'))).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    expect(asked).toBe(1);
  });
});

describe('a stream that an operator deleted', () => {
  it('goes on under the revision that the log says, though it reads as empty', async () => {
    const log = await openLog();
    const DELETED = 57;
    const countingOn = Object.assign(Object.create(log) as EventLog, {
      append: async (stream: string, expected: number, events: readonly NewEvent[]) => {
        const { revision, position } = await log.append(stream, expected, events);
        return { revision: revision + DELETED, position };
      },
    });
    expect(await runnerOn(countingOn).execute(add('a', 1, 'c-1'))).toMatchObject({ revision: DELETED });
  });
});

describe('a batch of one stream', () => {
  it('is decided in order, appended together, and a refused command stops no other', async () => {
    const log = await openLog();
    const outcomes = await runnerOn(log).executeAll([
      add('a', 60, 'c-1'),
      add('a', 50, 'c-2'),
      add('a', 40, 'c-3'),
      add('a', 60, 'c-1'),
    ]);
    expect(outcomes.map((outcome) => (outcome.status === 'DONE' ? outcome.types : outcome.error.code))).toEqual([
      ['Added'],
      'ILLEGAL_MOVE',
      ['Added'],
      [],
    ]);
    expect((await eventsOf(log, 'improvement-a')).map(({ data }) => data)).toEqual([{ amount: 60 }, { amount: 40 }]);
  });

  it('adds only what is new when it comes again longer', async () => {
    const log = await openLog();
    await runnerOn(log).executeAll([add('a', 1, 'c-1'), add('a', 2, 'c-2')]);
    const outcomes = await runnerOn(log).executeAll([add('a', 1, 'c-1'), add('a', 2, 'c-2'), add('a', 3, 'c-3')]);
    expect(outcomes.map((outcome) => outcome.status === 'DONE' && outcome.result.repeated)).toEqual([true, true, false]);
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(3);
  });

  it('heavier than one append may be goes in parts', async () => {
    const log = await openLog();
    const heavy = Array.from({ length: 100 }, (_, index) => add('a', 1, `c-${index}`.padEnd(5_000, 'x')));
    await expect(runnerOn(log).execute(add('b', 1, 'x'.repeat(400_000)))).rejects.toMatchObject({ code: 'APPEND_TOO_LARGE' });
    await runnerOn(log).executeAll(heavy);
    expect(await eventsOf(log, 'improvement-a')).toHaveLength(100);
  });
});
