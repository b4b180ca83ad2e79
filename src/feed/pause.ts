import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_MS = 5_000;

/** Waits before the next try: longer after each failure, up to five seconds. Ends early, without an error, when the signal aborts. */
export async function pause(failures: number, firstMs: number, signal: AbortSignal): Promise<void> {
  const duration = Math.min(firstMs * 2 ** failures, LONGEST_MS);
  await sleep(duration, undefined, { signal }).catch(() => undefined);
}
