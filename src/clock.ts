import { setTimeout as timeout } from 'node:timers/promises';

/**
 * A process's monotonic time, for code that waits or measures. The simulation (test/simulation) replaces the machine's clock by
 * its own.
 */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never goes backwards, even when the system time is changed. */
  now(): number;
  /** Waits until the time has passed or the signal aborts. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Waits until the time has passed or the signal aborts. Never rejects: the caller must check the signal. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  // Node's timer rejects only on abort.
  timeout(milliseconds, undefined, signal && { signal }).catch(() => undefined);

export const systemClock: Clock = { now: () => performance.now(), sleep: pause };

/**
 * Returns the answer, or throws when it takes longer than the limit. The work itself is not cancelled.
 *
 * @param late creates the error; the default names the limit
 */
export async function withDeadline<T>(
  answer: Promise<T>,
  milliseconds: number,
  late: () => Error = () => new Error(`no answer within ${milliseconds} ms`),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
