import { type Clock, systemClock } from './clock.js';
import { isRapportError } from './domain/kernel/errors.js';

const FIRST_MS = 100;
const LONGEST_MS = 5_000;
/** A restart or an election takes seconds. What lasts longer, somebody must hear of. */
export const PATIENCE_MS = 30_000;

/** The log's server is away, or that of the views and texts: the same may succeed later. */
export const isAway = (error: unknown): boolean =>
  isRapportError(error, 'LOG_UNAVAILABLE') || isRapportError(error, 'VIEWS_UNAVAILABLE');

/** Attempts that fail one after another: how long to wait before the next, and when to stop keeping it to oneself. */
export class Outage {
  private attempts = 0;
  private since: number | undefined;

  constructor(private readonly clock: Clock = systemClock) {}

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
    this.since ??= this.clock.now();
    if (this.clock.now() - this.since > PATIENCE_MS) throw reason;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.attempts++);
    await this.clock.sleep(FIRST_MS / 2 + Math.random() * longest, signal);
  }
}
