import { anySignal } from '../any-signal.js';
import type { Clock } from '../clock.js';
import type { ViewStore } from '../view-store/view-store.js';

/** Short, for what a killed process held is missed until it ends; losing it by a long pause costs double work and nothing else. */
const LEASE_MS = 4_000;
const RENEW_MS = 1_000;
const ASK_AGAIN_MS = 500;

/** The lease of whoever is at work on a build, by its collection. */
export const buildLease = (collection: string): string => `build-${collection}`;

/** A lease that is taken, prolonged in the background and given back around a piece of work. */
export class Lease {
  constructor(
    private readonly store: ViewStore,
    private readonly name: string,
    private readonly owner: string,
    private readonly clock: Clock,
  ) {}

  /** Waits for the lease, then works under a signal that comes when the lease is lost or `signal` does. */
  async hold(signal: AbortSignal, work: (leaseSignal: AbortSignal) => Promise<void>): Promise<void> {
    while (!(await this.store.lease(this.name, this.owner, LEASE_MS))) {
      await this.clock.sleep(ASK_AGAIN_MS, signal);
      if (signal.aborted) return;
    }
    const lost = new AbortController();
    const done = new AbortController();
    void this.renew(lost, done.signal);
    try {
      await work(anySignal(signal, lost.signal));
    } catch (error) {
      if (!signal.aborted && !lost.signal.aborted) throw error;
    } finally {
      done.abort();
      // A store that is gone cannot be told; the lease then runs out by itself.
      await this.store.release(this.name, this.owner).catch(() => undefined);
    }
  }

  /** Prolongs the lease until the work is done, or tells that it is lost. */
  private async renew(lost: AbortController, done: AbortSignal): Promise<void> {
    for (;;) {
      await this.clock.sleep(RENEW_MS, done);
      if (done.aborted) return;
      const isHeld = await this.store.lease(this.name, this.owner, LEASE_MS).catch(() => false);
      if (!isHeld) return lost.abort();
    }
  }
}
