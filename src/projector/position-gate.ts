import { anySignal } from '../any-signal.js';
import type { Clock } from '../clock.js';
import type { Position } from '../domain/kernel/event.js';

/** Lets callers wait until the views have reached a position. */
export class PositionGate {
  private reached: Position = '';
  private awaited: (() => void) | undefined;
  private readonly waiters = new Set<{ readonly position: Position; readonly open: (arrived: boolean) => void }>();

  constructor(private readonly clock: Clock) {}

  get position(): Position {
    return this.reached;
  }

  /** Sets the position of the views. It moves backwards after a switch to a collection that is behind. */
  move(position: Position): void {
    this.reached = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.open(true);
  }

  /** Returns true once the position is reached, false on timeout or abort. */
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

  /** Sleeps for the given time; ends early when a caller starts to wait or the signal aborts. */
  async idle(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.waiters.size > 0 || signal.aborted) return;
    const woken = new AbortController();
    this.awaited = () => woken.abort();
    await this.clock.sleep(milliseconds, anySignal(signal, woken.signal));
    this.awaited = undefined;
  }
}
