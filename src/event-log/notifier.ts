/** Wakes the followers when there are new events: no polling, and a waiting follower costs one entry in a set. */
export class Notifier {
  private readonly sleepers = new Set<() => void>();

  notify(): void {
    const awake = [...this.sleepers];
    this.sleepers.clear();
    for (const wake of awake) wake();
  }

  /**
   * Resolves at the next `notify`, or when the signal aborts. To miss no event, the caller must check for events in the same
   * turn in which it calls this.
   */
  next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        this.sleepers.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.sleepers.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}
