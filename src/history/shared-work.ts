/**
 * Work that several wait for: begun once, given up when the last of them has left. Whoever comes without a signal stays to the end.
 */
export class SharedWork<T> {
  private readonly giveUp = new AbortController();
  /** For those who do not count as waiting. */
  readonly outcome: Promise<T>;
  private waiting = 0;

  /** @param left called when nobody waits any more: whoever comes later begins anew */
  constructor(
    work: (signal: AbortSignal) => Promise<T>,
    private readonly left: () => void,
  ) {
    this.outcome = work(this.giveUp.signal);
    // Those who wait hear of it; when all have left nobody does.
    this.outcome.catch(() => undefined);
  }

  /** @throws what the work throws; the signal's reason when it comes first */
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
