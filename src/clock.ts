import { setTimeout as timeout } from 'node:timers/promises';

/** A process's time, for whoever waits or measures: the simulation (test/simulation) puts its own in the place of the machine's. */
export interface Clock {
  /** Milliseconds since some moment; never backwards, whatever happens to the time of day. */
  now(): number;
  /** Waits, but not longer than until the signal comes. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Waits, but not longer than until the signal comes. Never rejects: the caller looks at the signal. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  // Node's own rejects only when the signal comes.
  timeout(milliseconds, undefined, signal && { signal }).catch(() => undefined);

export const systemClock: Clock = { now: () => performance.now(), sleep: pause };

/**
 * The answer, or an error once it took longer. What was asked for is not stopped.
 *
 * @param late makes the error; without it, one that names the time
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
