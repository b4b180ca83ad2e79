import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../src/commands/command-runner.js';
import { patiently, RetryingRunner } from '../../../src/commands/retrying-runner.js';
import { RapportError, type ErrorCode } from '../../../src/domain/kernel/errors.js';
import { ManualClock } from '../../support/manual-clock.js';

const OUTCOMES: readonly CommandOutcome[] = [];

/** Fails so often, then answers. */
function failing(times: number, code: ErrorCode = 'LOG_UNAVAILABLE') {
  const answer = async <T>(value: T): Promise<T> => {
    runner.asked += 1;
    if (runner.asked <= times) throw new RapportError(code, 'away');
    return value;
  };
  const runner = {
    asked: 0,
    executeAll: () => answer(OUTCOMES),
    createAll: () => answer(undefined),
    history: () => answer([]),
  };
  return runner;
}

describe('A patient runner', () => {
  it.each(['LOG_UNAVAILABLE', 'VIEWS_UNAVAILABLE'] as const)(
    'sends commands again until the server answers: %s',
    async (code) => {
      const runner = failing(3, code);
      expect(await new RetryingRunner(runner, { waitMs: 0 }).executeAll([])).toBe(OUTCOMES);
      expect(runner.asked).toBe(4);
    },
  );

  it('asks for a stream’s history, and creates, as patiently', async () => {
    const runner = failing(2);
    const patient = new RetryingRunner(runner, { waitMs: 0 });
    expect([await patient.history('ticket-1'), await patient.createAll([]), runner.asked]).toEqual([[], undefined, 4]);
  });

  it('says so when its patience is over', async () => {
    const runner = failing(Infinity);
    const patient = new RetryingRunner(runner, { waitMs: 0, patienceMs: -1 });
    await expect(patient.executeAll([])).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    expect(runner.asked).toBe(1);
  });

  it('does not wait for what will not pass, nor against a signal', async () => {
    const [full, away] = [failing(1, 'DISK_FULL'), failing(1)];
    await expect(new RetryingRunner(full).executeAll([])).rejects.toMatchObject({ code: 'DISK_FULL' });
    await expect(new RetryingRunner(away, { signal: AbortSignal.abort() }).executeAll([])).rejects.toMatchObject({
      code: 'LOG_UNAVAILABLE',
    });
    expect([full.asked, away.asked]).toEqual([1, 1]);
  });
});

describe('Patience', () => {
  /** Attempts that last so many seconds and then fail, one after another; the last one that is named answers. */
  const lasting = (seconds: readonly number[], clock: ManualClock) => {
    const left = [...seconds];
    return async () => {
      await clock.pass(left.shift()! * 1_000);
      if (left.length > 0) throw new RapportError('VIEWS_UNAVAILABLE', 'away');
      return 'there';
    };
  };
  const patiently30 = (seconds: readonly number[], clock = new ManualClock()) =>
    patiently(lasting(seconds, clock), { patienceMs: 30_000, waitMs: 0, clock });

  it('is counted from the first failure, however long the work had gone well', () =>
    expect(patiently30([3_600, 5, 5, 0])).resolves.toBe('there'));

  it('begins anew after an attempt that went well', () => expect(patiently30([5, 20, 600, 20, 0])).resolves.toBe('there'));

  it('ends where nothing goes well, though each attempt waits by itself', () =>
    expect(patiently30([35, 35, 35, 0])).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' }));
});
