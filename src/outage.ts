import { type Clock, systemClock } from './clock.js';
import { isRapportError } from './domain/kernel/errors.js';

const FIRST_MS = 100;
const LONGEST_MS = 5_000;
/** In milliseconds. A restart or an election takes seconds; a longer outage must be reported. */
export const PATIENCE_MS = 30_000;

/** Whether the server of the log, or that of the views and texts, is unavailable: the same call may succeed later. */
export const isAway = (error: unknown): boolean =>
  isRapportError(error, 'LOG_UNAVAILABLE') || isRapportError(error, 'VIEWS_UNAVAILABLE');

/** A series of failed attempts: determines the wait before the next one, and when to throw instead. */
export class Outage {
  private attempts = 0;
  private since: number | undefined;

  constructor(private readonly clock: Clock = systemClock) {}

  /** To be called after a success. */
  end(): void {
    this.attempts = 0;
    this.since = undefined;
  }

  /**
   * Waits before the next attempt: exponential back-off with full jitter, so that many clients do not return in step. Ends
   * early on abort.
   * @throws the reason once nothing has succeeded for half a minute
   */
  async wait(reason: unknown, signal: AbortSignal): Promise<void> {
    this.since ??= this.clock.now();
    if (this.clock.now() - this.since > PATIENCE_MS) throw reason;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.attempts++);
    await this.clock.sleep(FIRST_MS / 2 + Math.random() * longest, signal);
  }
}
