import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/** Waits before the n-th attempt (from 0): doubling, with full jitter so that many clients do not return in step. Ends early on abort. */
export async function backoff(attempt: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  // Rejects only when aborted, which the caller looks at anyway.
  await sleep(FIRST_MS / 2 + Math.random() * longest, undefined, { signal }).catch(() => undefined);
}
