import { setTimeout as timeout } from 'node:timers/promises';

/** A process's time, for whoever waits or measures: the simulation (test/simulation) puts its own in the place of the machine's. */
export interface Clock {
  /** Milliseconds since some moment; never backwards, whatever happens to the time of day. */
  now(): number;
  /** Waits, but not longer than until the signal comes. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  // Rejects only when the signal comes.
  sleep: (milliseconds, signal) => timeout(milliseconds, undefined, signal && { signal }).catch(() => undefined),
};
