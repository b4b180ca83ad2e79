import { anySignal } from '../any-signal.js';
import type { Clock } from '../clock.js';
import type { Position } from '../domain/kernel/event.js';

/** Lets askers wait until the views have taken in a position. */
export class PositionGate {
  private reached: Position = '';
  private awaited: (() => void) | undefined;
  private readonly waiters = new Set<{ readonly position: Position; readonly open: (arrived: boolean) => void }>();

  constructor(private readonly clock: Clock) {}

  get position(): Position {
    return this.reached;
  }

  /** The views are here now; backwards after a switch to a collection that is behind. */
  move(position: Position): void {
    this.reached = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.open(true);
  }

  /** True once the position is reached, false when the time is over first. */
  async wait(position: Position, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    if (position <= this.reached) return true;
    return new Promise((resolve) => {
      const settled = new AbortController();
      const waiter = {
        position,
        open: (arrived: boolean) => {
          this.waiters.delete(waiter);
          settled.abort();
          signal?.removeEventListener('abort', abandon);
          resolve(arrived);
        },
      };
      const abandon = () => waiter.open(false);
      void this.clock.sleep(milliseconds, settled.signal).then(abandon);
      signal?.addEventListener('abort', abandon, { once: true });
      this.waiters.add(waiter);
      this.awaited?.();
    });
  }

  /** Lets time pass until somebody waits, or the signal comes. */
  async idle(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.waiters.size > 0 || signal.aborted) return;
    const woken = new AbortController();
    this.awaited = () => woken.abort();
    await this.clock.sleep(milliseconds, anySignal(signal, woken.signal));
    this.awaited = undefined;
  }
}
