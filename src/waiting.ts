/** Runs one piece of work at a time, in the order of the calls. A failure does not keep the next one from running. */
export class Mutex {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws what the work throws */
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}

/** One mutex per key. Work on a free key starts at once. */
export class KeyedMutex {
  private readonly last = new Map<string, Promise<unknown>>();

  /** @throws what the work throws */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const mine = before ? before.then(work, work) : work();
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      // Removes the key after the last work in its queue: there are as many keys as streams.
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}

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
