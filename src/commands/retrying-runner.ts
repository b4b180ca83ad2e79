import type { Command } from '../domain/kernel/command.js';
import { isRapportError } from '../domain/kernel/errors.js';
import type { BulkRunner, CommandOutcome, StreamEvent } from './command-runner.js';
import { pause } from '../clock.js';

/** A server's restart or an election takes seconds. What lasts longer, somebody must hear of. */
const PATIENCE_MS = 30_000;
const WAIT_MS = 500;

export interface Patience {
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** How long commands that got no answer are sent again, in milliseconds. */
  readonly patienceMs?: number;
  readonly waitMs?: number;
}

/**
 * Sends commands again for half a minute while the log does not answer: for long work that nobody sits in front of, and that a moment's
 * absence of the server should not end. Commands that had got through are recognised, and reported as repeated.
 */
export class RetryingRunner implements BulkRunner {
  constructor(
    private readonly runner: BulkRunner,
    private readonly patience: Patience = {},
  ) {}

  /** @throws RapportError what the runner throws; LOG_UNAVAILABLE only once the patience is over, or the signal has come. */
  executeAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
    return this.patiently(() => this.runner.executeAll(commands));
  }

  createAll(commands: readonly Command[]): Promise<readonly CommandOutcome[] | undefined> {
    return this.patiently(() => this.runner.createAll(commands));
  }

  history(stream: string): Promise<readonly StreamEvent[]> {
    return this.patiently(() => this.runner.history(stream));
  }

  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    const { signal, patienceMs = PATIENCE_MS, waitMs = WAIT_MS } = this.patience;
    const begun = performance.now();
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isRapportError(error, 'LOG_UNAVAILABLE') || performance.now() - begun > patienceMs) throw error;
        await pause(waitMs, signal);
        if (signal?.aborted === true) throw error;
      }
    }
  }
}
