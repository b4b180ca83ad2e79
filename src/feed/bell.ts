/** Wakes everyone who waits for something new. A sleeper costs one entry in a set, and nothing once its signal has aborted. */
export class Bell {
  private readonly sleepers = new Set<() => void>();

  ring(): void {
    const awake = [...this.sleepers];
    this.sleepers.clear();
    for (const wake of awake) wake();
  }

  /** Resolves at the next ring or when the signal aborts. Look for news in the same turn before calling, so that no ring slips by. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        this.sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.sleepers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
