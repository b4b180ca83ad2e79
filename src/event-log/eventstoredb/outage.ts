import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 100;
const LONGEST_MS = 5_000;
/** A restart or an election takes seconds. What lasts longer, somebody must hear of. */
const PATIENCE_MS = 30_000;

/** Attempts that fail one after another: how long to wait before the next, and when to stop keeping it to oneself. */
export class Outage {
  private attempts = 0;
  private since: number | undefined;

  /** Something succeeded. */
  end(): void {
    this.attempts = 0;
    this.since = undefined;
  }

  /**
   * Waits before the next attempt: doubling, with full jitter so that many clients do not return in step. Ends early on abort.
   * Throws the reason once nothing has succeeded for half a minute.
   */
  async wait(reason: unknown, signal: AbortSignal): Promise<void> {
    this.since ??= performance.now();
    if (performance.now() - this.since > PATIENCE_MS) throw reason;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.attempts++);
    // Rejects only when aborted, which the caller looks at anyway.
    await sleep(FIRST_MS / 2 + Math.random() * longest, undefined, { signal }).catch(() => undefined);
  }
}
