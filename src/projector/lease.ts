import { setTimeout as sleep } from 'node:timers/promises';
import type { ViewStore } from '../view-store/view-store.js';

/** Short, for what a killed process held is missed until it ends; losing it by a long pause costs double work and nothing else. */
const LEASE_MS = 4_000;
const RENEW_MS = 1_000;
const ASK_AGAIN_MS = 500;

/** A lease that is taken, prolonged in the background and given back around a piece of work. */
export class Lease {
  constructor(
    private readonly store: ViewStore,
    private readonly name: string,
    private readonly owner: string,
  ) {}

  /** Waits for the lease, then works under a signal that comes when the lease is lost or `signal` does. */
  async hold(signal: AbortSignal, work: (held: AbortSignal) => Promise<void>): Promise<void> {
    while (!(await this.store.lease(this.name, this.owner, LEASE_MS))) {
      await Lease.pause(ASK_AGAIN_MS, signal);
      if (signal.aborted) return;
    }
    const lost = new AbortController();
    const renewal = setInterval(() => {
      this.store.lease(this.name, this.owner, LEASE_MS).then(
        (held) => held || lost.abort(),
        () => lost.abort(),
      );
    }, RENEW_MS);
    try {
      await work(AbortSignal.any([signal, lost.signal]));
    } catch (error) {
      if (!signal.aborted && !lost.signal.aborted) throw error;
    } finally {
      clearInterval(renewal);
      // A store that is gone cannot be told; the lease then runs out by itself.
      await this.store.release(this.name, this.owner).catch(() => undefined);
    }
  }

  /** Waits, but not longer than until the signal. */
  static async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
