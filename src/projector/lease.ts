import { anySignal } from '../any-signal.js';
import type { Clock } from '../clock.js';
import type { ViewStore } from '../view-store/view-store.js';

/**
 * Short, because the work of a killed process pauses until its lease expires. Losing the lease in a long pause only costs duplicate
 * work.
 */
const LEASE_MS = 4_000;
const RENEW_MS = 1_000;
const ASK_AGAIN_MS = 500;

/** The name of the lease that the process building this collection holds. */
export const buildLease = (collection: string): string => `build-${collection}`;

/** Acquires a lease, renews it in the background during a piece of work, and releases it afterwards. */
export class Lease {
  constructor(
    private readonly store: ViewStore,
    private readonly name: string,
    private readonly owner: string,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits for the lease, then runs the work with a signal that aborts when the lease is lost or when `signal` aborts. Returns normally
   * in both cases.
   */
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
      // If the store is unreachable, the lease expires unreleased.
      await this.store.release(this.name, this.owner).catch(() => undefined);
    }
  }

  /** Renews the lease until the work is done; aborts `lost` when a renewal fails. */
  private async renew(lost: AbortController, done: AbortSignal): Promise<void> {
    for (;;) {
      await this.clock.sleep(RENEW_MS, done);
      if (done.aborted) return;
      const isHeld = await this.store.lease(this.name, this.owner, LEASE_MS).catch(() => false);
      if (!isHeld) return lost.abort();
    }
  }
}
