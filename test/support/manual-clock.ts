import type { Clock } from '../../src/clock.js';

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now(): number {
    return this.time;
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

  /** Lets time pass, and what waited for it come to rest: all that needs neither file nor network. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const { until, wake } of this.sleepers) if (until <= this.time) wake();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}
