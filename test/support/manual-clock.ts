import type { Clock } from '../../src/clock.js';

/** A clock that advances only when a test calls `pass`. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now(): number {
    return this.time;
  }

  /** Whether any work waits for the time to pass. */
  get isAwaited(): boolean {
    return this.sleepers.size > 0;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (milliseconds <= 0 || signal?.aborted) return resolve();
      const wake = () => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: this.time + milliseconds, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Advances the time, and lets the work that waited for it settle, as far as it needs neither files nor network. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const { until, wake } of this.sleepers) if (until <= this.time) wake();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}
