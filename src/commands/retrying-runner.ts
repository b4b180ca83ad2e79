import type { Command } from '../domain/kernel/command.js';
import type { BulkRunner, CommandOutcome, StreamEvent } from './command-runner.js';
import { type Clock, systemClock } from '../clock.js';
import { isAway, PATIENCE_MS } from '../outage.js';

const WAIT_MS = 500;

export interface Patience {
  /** Ends the retries. */
  readonly signal?: AbortSignal | undefined;
  /** For how long commands without an answer are retried, in milliseconds. */
  readonly patienceMs?: number;
  readonly waitMs?: number;
  /** Defaults to the machine's clock. */
  readonly clock?: Clock;
}

/**
 * Retries work while a server does not answer. The patience counts from the first failure, and restarts after an attempt that
 * took more than twice the patience: such an attempt had made progress before it failed, and work of several minutes may meet
 * several outages. Twice, because one attempt may itself wait for the whole patience once, as a read of the log does.
 * @throws what the work throws
 */
export async function patiently<T>(work: () => Promise<T>, patience: Patience = {}): Promise<T> {
  const { signal, patienceMs = PATIENCE_MS, waitMs = WAIT_MS, clock = systemClock } = patience;
  let failingSince: number | undefined;
  for (;;) {
    const begunAt = clock.now();
    try {
      return await work();
    } catch (error) {
      const now = clock.now();
      if (failingSince === undefined || now - begunAt > 2 * patienceMs) failingSince = now;
      if (!isAway(error) || now - failingSince >= patienceMs) throw error;
      await clock.sleep(waitMs, signal);
      if (signal?.aborted === true) throw error;
    }
  }
}

/**
 * Retries commands for half a minute while the log or the store of texts does not answer. For long unattended work, which a
 * short outage of the server should not end. Commands that had got through are recognised and reported as repeated.
 */
export class RetryingRunner implements BulkRunner {
  constructor(
    private readonly runner: BulkRunner,
    private readonly patience: Patience = {},
  ) {}

  /**
   * @throws RapportError what the runner throws; LOG_UNAVAILABLE and VIEWS_UNAVAILABLE only after `patienceMs`, or once the
   * signal aborts
   */
  executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    return patiently(() => this.runner.executeAll(commands), this.patience);
  }

  createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    return patiently(() => this.runner.createAll(commands), this.patience);
  }

  history(stream: string): Promise<readonly StreamEvent[]> {
    return patiently(() => this.runner.history(stream), this.patience);
  }
}
