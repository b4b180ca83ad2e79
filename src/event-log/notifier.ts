/** Wakes the followers when there is something new: no polling, and a follower that waits costs one entry in a set. */
export class Notifier {
  private readonly sleepers = new Set<() => void>();

  notify(): void {
    const awake = [...this.sleepers];
    this.sleepers.clear();
    for (const wake of awake) wake();
  }

  /** Resolves at the next ring or when the signal aborts. The caller looks for events after its last look in the same turn, so none slips by. */
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
