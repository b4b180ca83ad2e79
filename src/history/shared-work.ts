import { sharedController } from '../any-signal.js';

/**
 * Work that is shared by several callers. It starts once, and is aborted when the last caller has left. A caller without a
 * signal stays until the end.
 */
export class SharedWork<T> {
  private readonly giveUp = sharedController();
  /** The result, for those who do not count as callers. */
  readonly outcome: Promise<T>;
  private waiting = 0;

  /** @param left called when no caller is left: the next one has to start the work again */
  constructor(
    work: (signal: AbortSignal) => Promise<T>,
    private readonly left: () => void,
  ) {
    this.outcome = work(this.giveUp.signal);
    // Callers handle the rejection. When all have left, it must not become an unhandled one.
    this.outcome.catch(() => undefined);
  }

  /** @throws the error of the work; the signal's reason when it is aborted first */
  async join(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.waiting += 1;
    let leave: (() => void) | undefined;
    try {
      if (!signal) return await this.outcome;
      const gone = new Promise<never>((_resolve, reject) => {
        leave = () => reject(signal.reason as Error);
        signal.addEventListener('abort', leave, { once: true });
      });
      return await Promise.race([this.outcome, gone]);
    } finally {
      if (leave) signal!.removeEventListener('abort', leave);
      this.waiting -= 1;
      if (this.waiting === 0 && signal?.aborted) {
        this.left();
        this.giveUp.abort(signal.reason);
      }
    }
  }
}
