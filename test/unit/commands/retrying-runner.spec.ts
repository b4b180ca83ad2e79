import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../src/commands/command-runner.js';
import { RetryingRunner } from '../../../src/commands/retrying-runner.js';
import { RapportError, type ErrorCode } from '../../../src/domain/kernel/errors.js';

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
