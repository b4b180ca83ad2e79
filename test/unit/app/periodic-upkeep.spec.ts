import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PeriodicUpkeep } from '../../../src/app/app.module.js';
import { logger } from '../../../src/app/logger.js';

const MINUTE = 60_000;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(logger, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('What is kept of people is kept up at the start and each hour, a minute after it failed, and no more once it stops', async () => {
  const keepUp = vi.fn().mockRejectedValueOnce(new Error('a server is away')).mockResolvedValue(undefined);
  const upkeep = new PeriodicUpkeep({ keepUp });
  upkeep.onApplicationBootstrap();
  const times: number[] = [];
  for (const minutes of [0, 1, 59, 1]) {
    await vi.advanceTimersByTimeAsync(minutes * MINUTE);
    times.push(keepUp.mock.calls.length);
  }
  expect(times).toEqual([1, 2, 2, 3]);
  await upkeep.onApplicationShutdown();
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(keepUp).toHaveBeenCalledTimes(3);
});
